#include "embed/program_loader.h"

#include "include/noodle/noodle.h"
#include "runtime/base/file.h"
#include "runtime/builtins/builtins.h"

namespace noodle {

namespace {

Result<std::shared_ptr<const CodeUnit>> unitOf(CompileResult compiled) {
    if (!compiled.ok || !compiled.module) return Failure{std::move(compiled.messages), NOODLE_ERROR_COMPILE};
    return CodeUnit::create(std::move(*compiled.module));
}

}  // namespace

ProgramLoader::ProgramLoader(SearchPaths paths) : FileModuleLoader(std::move(paths)) {}

CompileOptions ProgramLoader::options() {
    CompileOptions options;
    options.warnings = false;
    options.finder = this;
    return options;
}

Result<std::shared_ptr<const CodeUnit>> ProgramLoader::compileText(const std::string& name,
                                                                   std::string text) {
    if (!compiler_) compiler_.emplace(options());
    texts_[name] = text;
    return unitOf(compiler_->compile(name, std::move(text)));
}

Result<std::shared_ptr<const CodeUnit>> ProgramLoader::compileInput(std::string text) {
    if (!session_) session_.emplace(options());
    CompileResult compiled = session_->compile(std::move(text));
    if (compiled.incomplete) return Failure{"error: the input ends too early\n", NOODLE_ERROR_COMPILE};
    return unitOf(std::move(compiled));
}

Result<std::shared_ptr<const CodeUnit>> ProgramLoader::load(const std::string& file) {
    if (isBytecodeName(file)) return FileModuleLoader::load(file);
    if (compiler_) {
        if (std::optional<CompileResult> known = compiler_->compileImported(file))
            return unitOf(std::move(*known));
    }
    Result<std::string> text = readFile(file);
    if (!text.ok()) return Failure{text.failure().message, NOODLE_ERROR_NOT_FOUND};
    if (!compiler_) compiler_.emplace(options());
    return unitOf(compiler_->compile(file, std::move(text.value())));
}

std::string ProgramLoader::sourceText(const CodeUnit& unit) {
    auto found = texts_.find(unit.origin());
    return found != texts_.end() ? found->second : FileModuleLoader::sourceText(unit);
}

ModuleFinder::Found ProgramLoader::find(std::string_view path, bool dotted, const std::string& importer) {
    if (isHostModule_ && isHostModule_(path)) return {};
    return found(search({path, dotted, importer}, findNativeModule));
}

std::optional<ModuleFinder::ExportNames> ProgramLoader::exportsOf(const Found& found) {
    std::optional<ModuleListing> names = listing(found.file, findNativeModule);
    if (!names) return std::nullopt;
    return ExportNames{std::move(names->names), names->complete};
}

}  // namespace noodle
