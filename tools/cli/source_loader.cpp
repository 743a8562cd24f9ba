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
    compile.verifyEach = options.verify == "each";
    bool terminal = ::isatty(STDERR_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
    compile.color = options.color == "always" || (options.color == "auto" && terminal);
    return compile;
}

SourceLoader::SourceLoader(SearchPaths paths, const CompileOptions& options)
    : FileModuleLoader(std::move(paths)), options_(options) {
    options_.finder = this;
}

Result<std::shared_ptr<const CodeUnit>> SourceLoader::compileText(const std::string& name, std::string text) {
    CompileResult compiled = compile(name, std::move(text), options_);
    if (!compiled.ok) return Failure{std::move(compiled.messages), kDoesNotCompile};
    std::fputs(compiled.messages.c_str(), stderr);
    if (!compiled.module) return Failure{"nothing was compiled", kInternal};
    return CodeUnit::create(std::move(*compiled.module));
}

Result<std::shared_ptr<const CodeUnit>> SourceLoader::load(const std::string& file) {
    if (isBytecodeName(file)) return loadBytecodeFile(file);
    Result<std::string> text = readFile(file);
    if (!text) return text.failure();
    return compileText(file, std::move(text.value()));
}

ModuleFinder::Found SourceLoader::find(std::string_view path, bool dotted, const std::string& importer) {
    ModuleQuery query{path, dotted, importer};
    for (SearchStage stage : {SearchStage::Beside, SearchStage::Elsewhere}) {
        ModuleLocation location = locate(query, stage);
        if (location.kind == ModuleLocation::Kind::File && !isBytecodeName(location.path)) {
            Result<std::string> text = readFile(location.path);
            if (!text) return {};
            return {Kind::Source, location.path, std::move(text.value())};
        }
        if (location.kind != ModuleLocation::Kind::Missing) return {};
        if (stage == SearchStage::Beside && findNativeModule(path) != nullptr) return {};
    }
    return {Kind::Missing, {}, {}};
}

}  // namespace noodle::cli
