#include "tools/cli/source_loader.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "runtime/base/file.h"
#include "runtime/builtins/builtins.h"
#include "tools/cli/command_line.h"

namespace noodle::cli {

bool isBytecodeName(std::string_view file) {
    return file.ends_with(".nbc");
}

SearchPaths searchPaths(const Options& options) {
    SearchPaths paths;
    if (::access("src", F_OK) == 0) paths.projectSource = "src";
    paths.path = splitPathList(options.path);
    return paths;
}

CompileOptions compileOptions(const Options& options) {
    CompileOptions compile;
    size_t colon = options.dump.find(':');
    compile.dump = options.dump.substr(0, colon);
    if (colon != std::string::npos) compile.dumpFunction = options.dump.substr(colon + 1);
    compile.maxErrors = static_cast<size_t>(options.maxErrors);
    compile.verifyEach = options.verify == "each";
    bool terminal = ::isatty(STDERR_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
    compile.color = options.color == "always" || (options.color == "auto" && terminal);
    return compile;
}

namespace {

CompileOptions withFinder(CompileOptions options, ModuleFinder* finder) {
    options.finder = finder;
    return options;
}

}  // namespace

SourceLoader::SourceLoader(SearchPaths paths, const CompileOptions& options)
    : FileModuleLoader(std::move(paths)), options_(withFinder(options, this)), compiler_(options_) {}

Result<std::shared_ptr<const CodeUnit>> SourceLoader::unitOf(CompileResult compiled) {
    if (!compiled.ok) return Failure{std::move(compiled.messages), kDoesNotCompile};
    std::fputs(compiled.messages.c_str(), stderr);
    if (!compiled.module) return Failure{"nothing was compiled", kInternal};
    return CodeUnit::create(std::move(*compiled.module));
}

Result<std::shared_ptr<const CodeUnit>> SourceLoader::compileText(const std::string& name, std::string text) {
    if (name.starts_with('<')) {
        shownName_ = name;
        shownText_ = text;
    }
    return unitOf(compiler_.compile(name, std::move(text)));
}

Result<std::shared_ptr<const CodeUnit>> SourceLoader::load(const std::string& file) {
    if (isBytecodeName(file)) return loadBytecodeFile(file);
    if (std::optional<CompileResult> known = compiler_.compileImported(file))
        return unitOf(std::move(*known));
    Result<std::string> text = readFile(file);
    if (!text) return text.failure();
    return compileText(file, std::move(text.value()));
}

std::string SourceLoader::sourceText(const CodeUnit& unit) {
    return unit.origin() == shownName_ ? shownText_ : FileModuleLoader::sourceText(unit);
}

ModuleFinder::Found SourceLoader::find(std::string_view path, bool dotted, const std::string& importer) {
    ModuleQuery query{path, dotted, importer};
    for (SearchStage stage : {SearchStage::Beside, SearchStage::Elsewhere}) {
        ModuleLocation location = locate(query, stage);
        if (location.kind == ModuleLocation::Kind::File && !isBytecodeName(location.path))
            return {Kind::Source, location.path};
        if (location.kind != ModuleLocation::Kind::Missing) return {};
        if (stage == SearchStage::Beside && findNativeModule(path) != nullptr) return {};
    }
    return {Kind::Missing, {}};
}

std::optional<std::string> SourceLoader::read(const std::string& file) {
    Result<std::string> text = readFile(file);
    return text ? std::optional(std::move(text.value())) : std::nullopt;
}

}  // namespace noodle::cli
