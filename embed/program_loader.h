// ProgramLoader: the module loader of an embedded runtime: source files and bytecode, found beside the
// importing file, on the search path and in the standard library; modules of the host come first. No cache:
// what a host loads it loads once. Belongs to one runtime and its thread.
#pragma once

#include <functional>
#include <optional>

#include "compiler/driver/driver.h"
#include "vm/load/module_loader.h"

namespace noodle {

class ProgramLoader final : public FileModuleLoader, public ModuleFinder {
  public:
    explicit ProgramLoader(SearchPaths paths);

    Result<std::shared_ptr<const CodeUnit>> load(const std::string& file) override;
    std::string sourceText(const CodeUnit& unit) override;
    Found find(std::string_view path, bool dotted, const std::string& importer) override;
    std::optional<ExportNames> exportsOf(const Found& found) override;

    /// Compiles text that stands for `name`; the errors of the program are the Failure.
    Result<std::shared_ptr<const CodeUnit>> compileText(const std::string& name, std::string text);
    /// The next input of the session.
    Result<std::shared_ptr<const CodeUnit>> compileInput(std::string text);
    void setHostModules(std::function<bool(std::string_view)> isHostModule) {
        isHostModule_ = std::move(isHostModule);
    }

  protected:
    std::vector<std::string_view> extensions() const override { return {".nc", ".noodle", ".nbc"}; }

  private:
    CompileOptions options();

    std::function<bool(std::string_view)> isHostModule_;
    std::optional<ProgramCompiler> compiler_;
    std::optional<SessionCompiler> session_;
    std::unordered_map<std::string, std::string> texts_;  // of programs that are no files, by name
};

}  // namespace noodle
