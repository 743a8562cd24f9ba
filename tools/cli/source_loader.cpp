#include "tools/cli/source_loader.h"

#include <unistd.h>

#include <climits>
#include <cstdio>
#include <cstdlib>

#include "runtime/base/file.h"
#include "runtime/builtins/builtins.h"
#include "tools/cli/command_line.h"

namespace noodle::cli {

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

// Beside the program: PREFIX/bin/noodle and PREFIX/lib/noodle.
std::string standardLibrary() {
    char program[PATH_MAX];
    ssize_t length = ::readlink("/proc/self/exe", program, sizeof program);
    std::string_view path(program, length > 0 ? static_cast<size_t>(length) : 0);
    for (int up = 0; up < 2; ++up) {
        size_t slash = path.rfind('/');
        path = path.substr(0, slash == path.npos ? 0 : slash);
    }
    return path.empty() ? std::string() : std::string(path) + "/lib/noodle";
}

CompileOptions withFinder(CompileOptions options, ModuleFinder* finder) {
    options.finder = finder;
    options.wantsImports = true;
    return options;
}

}  // namespace

// A compiler that is to verify every pass wants to see every pass at work.
SourceLoader::SourceLoader(SearchPaths paths, const CompileOptions& options,
                           std::optional<CompileCache> cache)
    : FileModuleLoader(std::move(paths)),
      options_(withFinder(options, this)),
      cache_(options.verifyEach ? std::nullopt : std::move(cache)),
      recorder_(*this) {}

// Made when it is needed: a program whose files are all in the cache starts without it.
ProgramCompiler& SourceLoader::compiler() {
    if (!compiler_)
        compiler_.emplace(withFinder(options_, cache_ ? static_cast<ModuleFinder*>(&recorder_) : this));
    return *compiler_;
}

ModuleLocation SourceLoader::locate(const ModuleQuery& query, SearchStage stage) {
    if (stage == SearchStage::Elsewhere && paths().standardLibrary.empty())
        paths().standardLibrary = standardLibrary();
    return FileModuleLoader::locate(query, stage);
}

Result<std::shared_ptr<const CodeUnit>> SourceLoader::unitOf(CompileResult compiled) {
    ++counts_.compiled;
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
    return unitOf(compiler().compile(name, std::move(text)));
}

CompileCache::Describe SourceLoader::describe() {
    return [this](const Found& module) { return compiler().summaryOf(module); };
}

std::shared_ptr<const CodeUnit> SourceLoader::cachedUnit(const Digest& key) {
    const CompileCache::Describe describes = describe();
    std::optional<CompileCache::Hit> hit = cache_->find(key, {*this, options_, describes});
    if (!hit) return nullptr;
    Result<std::shared_ptr<const CodeUnit>> unit = CodeUnit::create(std::move(hit->module));
    if (!unit.ok()) return nullptr;
    std::fputs(hit->messages.c_str(), stderr);
    ++counts_.cached;
    return std::move(unit.value());
}

Result<std::shared_ptr<const CodeUnit>> SourceLoader::keep(const Digest& key, const std::string& name,
                                                           CompileResult compiled) {
    if (compiled.ok && compiled.module) {
        std::optional<ModuleSummary> seen;
        if (compiler_) seen = compiler_->knownSummaryOf(name);
        cache_->store(key, name, compiled, seen, recorder_);
    }
    return unitOf(std::move(compiled));
}

Result<std::shared_ptr<const CodeUnit>> SourceLoader::compileFile(const std::string& name, std::string text) {
    if (!cache_) return compileText(name, std::move(text));
    Digest key = cache_->keyOf(name, digestOf(text), options_);
    if (std::shared_ptr<const CodeUnit> unit = cachedUnit(key)) return unit;
    return keep(key, name, compiler().compile(name, std::move(text)));
}

// A text that the compiler or the cache has looked at before is not read again to ask the cache for it.
Result<std::shared_ptr<const CodeUnit>> SourceLoader::load(const std::string& file) {
    if (isBytecodeName(file)) {
        ++counts_.loaded;
        return FileModuleLoader::load(file);
    }
    std::optional<Digest> parsed = cache_ ? recorder_.textOf(file) : std::nullopt;
    std::optional<Digest> known = parsed || !cache_ ? parsed : cache_->textOf(file, *this);
    Digest key = known ? cache_->keyOf(file, *known, options_) : Digest();
    if (known) {
        if (std::shared_ptr<const CodeUnit> unit = cachedUnit(key)) return unit;
    }
    std::optional<CompileResult> compiled;
    if (compiler_) compiled = compiler_->compileImported(file);
    if (compiled) return parsed ? keep(key, file, std::move(*compiled)) : unitOf(std::move(*compiled));
    Result<std::string> text = readFile(file);
    if (!text) return text.failure();
    return compileFile(file, std::move(text.value()));
}

std::string SourceLoader::sourceText(const CodeUnit& unit) {
    return unit.origin() == shownName_ ? shownText_ : FileModuleLoader::sourceText(unit);
}

ModuleFinder::Found SourceLoader::find(std::string_view path, bool dotted, const std::string& importer) {
    return found(search({path, dotted, importer}, findNativeModule));
}

std::optional<ModuleFinder::ExportNames> SourceLoader::exportsOf(const Found& found) {
    std::optional<ModuleListing> names = listing(found.file, findNativeModule);
    if (!names) return std::nullopt;
    return ExportNames{std::move(names->names), names->complete};
}

}  // namespace noodle::cli
