// CompileCache: results of compiling files, kept from run to run. An entry holds the module, the messages
// that compiling it printed, and everything that was asked about imports on the way - of the file, and of
// what it imports, and so on - together with the answers; it is used only while asking again gives the same
// answers, so a change in an imported file is seen.
//
// Is not: the store itself (vm/load/bytecode_cache.h). Owned by the SourceLoader; one thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/driver/driver.h"
#include "runtime/config/options.h"
#include "vm/bytecode/byte_stream.h"
#include "vm/load/bytecode_cache.h"

namespace noodle::cli {

/// The folder that all caches share, each in a folder of its own below it; "" if none is known.
std::string cacheFolder(const Options& settings);
/// The folder of compiled files below it.
std::string bytecodeFolder(const std::string& cacheFolder);
/// The folder of native code below it; "" for "".
std::string nativeFolder(const std::string& cacheFolder);

/// Stands between a compiler and its finder and remembers questions and answers of all files it compiles.
class ImportRecorder final : public ModuleFinder {
  public:
    struct Question {
        std::string path;
        bool dotted = false;
        auto operator<=>(const Question&) const = default;
    };
    using Answers = std::map<Question, Found>;

    /// `finder` outlives the recorder.
    explicit ImportRecorder(ModuleFinder& finder) : finder_(finder) {}
    Found find(std::string_view path, bool dotted, const std::string& importer) override;
    std::optional<std::string> read(const std::string& file) override;

    /// What was asked on behalf of the file; null if nothing was.
    const Answers* answersOf(const std::string& importer) const;
    /// The text that was read; nullopt for a file that was not or could not be read.
    std::optional<Digest> textOf(const std::string& file) const;

  private:
    ModuleFinder& finder_;
    std::unordered_map<std::string, Answers> answers_;  // by importer
    std::unordered_map<std::string, Digest> texts_;     // by file
};

class CompileCache {
  public:
    /// Nothing if the settings switch it off or no folder is known. `finder` outlives the cache.
    static std::optional<CompileCache> fromSettings(const Options& settings);

    /// The key of a text that is compiled under this name.
    Digest keyOf(const std::string& name, const Digest& text, const CompileOptions& options);

    struct Hit {
        std::string messages;
        bc::BcModule module;
    };
    /// Asks `finder` what the compiler asked.
    std::optional<Hit> find(const Digest& key, ModuleFinder& finder);

    /// Keeps the result of compiling the file `name`, which is complete and has a module.
    void store(const Digest& key, const std::string& name, const CompileResult& result,
               const ImportRecorder& recorder) const;

    /// The text of a file as of the first time that this process looked at it; nullopt if it cannot be read.
    std::optional<Digest> textOf(const std::string& file, ModuleFinder& finder);

  private:
    explicit CompileCache(BytecodeCache cache) : cache_(std::move(cache)) {}
    bool isStillSo(bc::ByteReader& note, ModuleFinder& finder);

    BytecodeCache cache_;
    std::string buildId_;  // empty until it is needed
    // Entries of one program ask about the same things.
    std::unordered_map<std::string, std::optional<Digest>> texts_;  // by file
    std::unordered_map<std::string, ModuleFinder::Found> found_;    // by importer, form and path
};

}  // namespace noodle::cli
