// CodeStore: code kept from run to run in a folder. The key of an entry is the whole fingerprint with what
// else decides about code: the builds of both halves of the plugin, and the processor. It is compared byte
// for byte, so code is used for the very graph that it was made for or not at all.
//
// Files of somebody else, or that others may write, are not believed: then the store does nothing.
// find() belongs to one thread; drafts are kept by any.
#pragma once

#include <memory>
#include <string>

#include "runtime/base/file_cache.h"
#include "vm/jit/code/fingerprint.h"
#include "vm/jit/code/image.h"
#include "vm/jit/code/outline.h"

namespace noodle::jit {

class CodeStore {
  public:
    /// `build`: what tells this plugin from every other build of it.
    CodeStore(const std::string& folder, uint64_t limitBytes, std::string_view build);

    /// An entry in the making. Outlives the graph, not the store.
    class Draft {
      public:
        /// While the graph is there, once the code's exits and calls are known.
        void take(const Fingerprint& fingerprint, const Outline& outline);
        /// Keeps the code; nothing happens if the fingerprint was not complete.
        void keep(const CodeImage& image) const;

      private:
        friend class CodeStore;
        const CodeStore* store_ = nullptr;
        Digest key_;
        std::string note_;
        std::string tables_;
        bool usable_ = false;
    };
    std::shared_ptr<Draft> draft() const;

    /// The code with its tables, loaded; null: there is none.
    std::unique_ptr<NativeUnit> find(const Fingerprint& fingerprint, const NativeHost& host) const;

  private:
    std::string noteOf(const Fingerprint& fingerprint) const;

    FileCache files_;
    std::string build_;
    bool trusted_ = true;
};

}  // namespace noodle::jit
