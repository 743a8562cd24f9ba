#include "embed/program_loader.h"

#include "include/noodle/noodle.h"
#include "runtime/base/file.h"
#include "runtime/builtins/builtins.h"

namespace noodle {

namespace {

// Before the name of a builtin module, where a file name may stand.
constexpr std::string_view kBuiltin = "builtin ";

bool isBytecodeName(std::string_view file) {
    return file.ends_with(".nbc");
}

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
    ModuleQuery query{path, dotted, importer};
    for (SearchStage stage : {SearchStage::Beside, SearchStage::Elsewhere}) {
        ModuleLocation location = locate(query, stage);
        if (location.kind == ModuleLocation::Kind::File)
            return {isBytecodeName(location.path) ? Kind::Listed : Kind::Source, location.path};
        if (location.kind != ModuleLocation::Kind::Missing) return {};
        if (stage == SearchStage::Beside && findNativeModule(path) != nullptr)
            return {Kind::Listed, std::string(kBuiltin) + std::string(path)};
    }
    return {Kind::Missing, {}};
}

std::optional<ModuleFinder::ExportNames> ProgramLoader::exportsOf(const Found& found) {
    if (found.file.starts_with(kBuiltin)) {
        const NativeModule* native = findNativeModule(std::string_view(found.file).substr(kBuiltin.size()));
        return ExportNames{noodle::exportsOf(*native), true};
    }
    std::optional<ModuleListing> listing = listExports(found.file);
    if (!listing) return std::nullopt;
    return ExportNames{std::move(listing->names), listing->complete};
}

std::optional<std::string> ProgramLoader::read(const std::string& file) {
    Result<std::string> text = readFile(file);
    return text.ok() ? std::optional(std::move(text.value())) : std::nullopt;
}

}  // namespace noodle
