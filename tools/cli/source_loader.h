// SourceLoader: the module loader of the command line: FileModuleLoader plus the compiler and its cache, for
// importing source files at run time, and the same search for the compiler's questions about imports. One per
// command; not shared between threads.
#pragma once

#include <optional>

#include "compiler/driver/driver.h"
#include "runtime/config/options.h"
#include "tools/cli/compile_cache.h"
#include "vm/load/module_loader.h"

namespace noodle::cli {

class SourceLoader final : public FileModuleLoader, public ModuleFinder {
  public:
    /// Without `cache` every text is compiled.
    SourceLoader(SearchPaths paths, const CompileOptions& options,
                 std::optional<CompileCache> cache = std::nullopt);

    Result<std::shared_ptr<const CodeUnit>> load(const std::string& file) override;
    std::string sourceText(const CodeUnit& unit) override;
    Found find(std::string_view path, bool dotted, const std::string& importer) override;
    std::optional<ExportNames> exportsOf(const Found& found) override;
    ModuleLocation locate(const ModuleQuery& query, SearchStage stage) override;

    /// Compiles text that stands for `name`; warnings go to standard error, errors into the Failure.
    Result<std::shared_ptr<const CodeUnit>> compileText(const std::string& name, std::string text);
    /// As compileText, for the text of the file `name`: what the cache has of it is not compiled again.
    Result<std::shared_ptr<const CodeUnit>> compileFile(const std::string& name, std::string text);
    const CompileOptions& options() const { return options_; }
    /// What this program had to do to get at its modules.
    struct Counts {
        uint64_t compiled = 0;  ///< source files
        uint64_t cached = 0;    ///< source files that the cache had
        uint64_t loaded = 0;    ///< compiled files that were loaded as such
    };
    const Counts& counts() const { return counts_; }

  protected:
    std::vector<std::string_view> extensions() const override { return {".nc", ".noodle", ".nbc"}; }

  private:
    ProgramCompiler& compiler();
    Result<std::shared_ptr<const CodeUnit>> unitOf(CompileResult compiled);
    std::shared_ptr<const CodeUnit> cachedUnit(const Digest& key);
    CompileCache::Describe describe();
    Result<std::shared_ptr<const CodeUnit>> keep(const Digest& key, const std::string& name,
                                                 CompileResult compiled);

    CompileOptions options_;
    std::optional<CompileCache> cache_;
    ImportRecorder recorder_;  // between compiler_ and this
    std::optional<ProgramCompiler> compiler_;
    Counts counts_;
    std::string shownName_, shownText_;  // of a program that is no file: -e, standard input
};

/// The search folders of a program: src/ beside or above the file's project and NOODLE_PATH. The standard
/// library is added when a module is looked for that long.
SearchPaths searchPaths(const Options& options);
/// What the settings say about compiling.
CompileOptions compileOptions(const Options& options);

}  // namespace noodle::cli
