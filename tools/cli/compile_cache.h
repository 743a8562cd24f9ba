// CompileCache: results of compiling files, kept from run to run. An entry holds the module, the messages
// that compiling it printed, what the file took from its imports, and what importers see of it. It is used
// while each import leads to the same module and shows the same to this importer: a module whose bodies
// change is compiled alone, one whose declarations change together with those that use what changed. Where
// messages might show lines of other files, or imports form a cycle, the texts of all files behind the import
// count instead.
//
// Is not: the store itself (vm/load/bytecode_cache.h). Owned by the SourceLoader; one thread.
#pragma once

#include <functional>
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
    std::optional<ExportNames> exportsOf(const Found& found) override { return finder_.exportsOf(found); }

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
    /// Asks the compiler what importers see of a module of which no entry tells.
    using Describe = std::function<std::optional<ModuleSummary>(const ModuleFinder::Found& module)>;

    /// Nothing if the settings switch it off or no folder is known.
    static std::optional<CompileCache> fromSettings(const Options& settings);

    /// The key of a text that is compiled under this name.
    Digest keyOf(const std::string& name, const Digest& text, const CompileOptions& options);

    struct Hit {
        std::string messages;
        bc::BcModule module;
    };
    /// What find() asks about the files as they are now. All outlive the call.
    struct Now {
        ModuleFinder& finder;
        const CompileOptions& options;
        const Describe& describe;
    };
    std::optional<Hit> find(const Digest& key, const Now& now);

    /// Keeps the result of compiling the file `name`, which is complete and has a module. `seen`: what
    /// importers see of it, if that is known.
    void store(const Digest& key, const std::string& name, const CompileResult& result,
               const std::optional<ModuleSummary>& seen, const ImportRecorder& recorder) const;

    /// The text of a file as of the first time that this process looked at it; nullopt if it cannot be read.
    std::optional<Digest> textOf(const std::string& file, ModuleFinder& finder);

  private:
    struct Row;
    struct Note;
    explicit CompileCache(BytecodeCache cache) : cache_(std::move(cache)) {}
    const ModuleFinder::Found& found(const Row& row, const Now& now);
    bool isStillSo(const Row& row, const Now& now);
    bool areStillSo(const std::vector<Row>& rows, const Now& now);
    const std::optional<ModuleSummary>& summaryOf(const ModuleFinder::Found& module, const Now& now);
    std::optional<ModuleSummary> findSummary(const ModuleFinder::Found& module, const Now& now);
    static std::vector<Row> rowsOf(const std::vector<ImportUse>& uses, const std::string& importer,
                                   bool byText, const ImportRecorder& recorder);

    BytecodeCache cache_;
    std::string buildId_;  // empty until it is needed
    uint32_t depth_ = 0;
    // Entries of one program ask about the same things.
    std::unordered_map<std::string, std::optional<Digest>> texts_;  // by file
    std::unordered_map<std::string, ModuleFinder::Found> found_;    // by importer, form and path
    // What a file shows to importers now; nullopt while that is being found out, and where it cannot be.
    std::unordered_map<std::string, std::optional<ModuleSummary>> seen_;  // by file
};

}  // namespace noodle::cli
