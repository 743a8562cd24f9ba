// BytecodeCache: modules that were compiled before, as files of one folder, found by a key. What the key and
// the note beside a module mean is the caller's affair; a cache entry is only ever a copy of what compiling
// gives again, so whatever goes wrong with a file or the folder means "not there" and is never an error.
//
// Safe for any number of processes: entries are written beside their place and renamed, read through a
// mapping, and checked by a digest of all their bytes. Once in a while the oldest entries over the size limit
// are removed. Holds no heap reference; one thread at a time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/base/digest.h"
#include "vm/bytecode/module.h"

namespace noodle {

class BytecodeCache {
  public:
    /// The folder is made when the first entry is stored. `limitBytes`: of all entries together, roughly.
    BytecodeCache(std::string folder, uint64_t limitBytes)
        : folder_(std::move(folder)), limitBytes_(limitBytes) {}

    /// A file of the cache that is sound; texts and code of the module lie in it.
    class Entry {
      public:
        std::string_view note() const { return note_; }
        /// Nothing for bytes that another version wrote.
        std::optional<bc::BcModule> module() const;

      private:
        friend class BytecodeCache;
        std::shared_ptr<const void> file_;  // shared: the module may outlive the entry
        std::string_view note_;
        std::string_view module_;
    };

    std::optional<Entry> find(const Digest& key) const;
    /// Replaces an entry of the same key. `module`: the bytes of a .nbc.
    void store(const Digest& key, std::string_view note, std::string_view module) const;

    /// Removes the entries that were not used for the longest time until the rest takes at most nine tenths
    /// of the limit, if all together take more than it. store() does it when the key says so, one time in 16.
    void evict() const;

    struct Usage {
        uint64_t entries = 0;
        uint64_t bytes = 0;
    };
    /// Of the entries that are there now.
    Usage usage() const;
    /// Removes all entries, and what interrupted writers left; returns the usage of what could be removed.
    Usage clear() const;

    std::string fileOf(const Digest& key) const { return folder_ + "/" + key.hex() + kExtension; }

  private:
    static constexpr const char* kExtension = ".cached";
    struct File;
    std::vector<File> files() const;
    void touch(const std::string& file, int64_t changedAt) const;

    std::string folder_;
    uint64_t limitBytes_;
};

}  // namespace noodle
