#include "compiler/driver/driver.h"

#include <algorithm>
#include <array>
#include <functional>

#include "compiler/ast/dump.h"
#include "compiler/codegen/codegen.h"
#include "compiler/diag/render.h"
#include "compiler/driver/import_list.h"
#include "compiler/driver/import_resolver.h"
#include "compiler/ir/printer.h"
#include "compiler/ir/verifier.h"
#include "compiler/lex/lexer.h"
#include "compiler/lower/lower.h"
#include "compiler/opt/opt.h"
#include "compiler/parse/parse.h"
#include "runtime/base/file.h"
#include "runtime/base/hash.h"
#include "vm/bytecode/disassembler.h"
#include "vm/bytecode/verifier.h"

namespace noodle {

namespace {

constexpr std::array<std::string_view, 6> kPhases = {"tokens", "ast", "typed", "ir", "ir-opt", "bytecode"};

// What outlives one input of a session; for a single file it lives as long as the compilation.
struct Shared {
    NameTable names;
    SourceSet sources;
    types::TypeTable types{names};
    FileImportResolver imports;

    explicit Shared(const CompileOptions& options)
        : imports(options.finder, options.maxErrors, sources, names, types) {}
};

// "dir/name.nc" -> "name".
std::string moduleName(const std::string& file) {
    size_t start = file.rfind('/') + 1;  // npos + 1 is 0
    size_t dot = file.rfind('.');
    return file.substr(start, dot == std::string::npos || dot <= start ? std::string::npos : dot - start);
}

// One input on its way through the phases.
class Pipeline {
  public:
    Pipeline(Shared& shared, const CompileOptions& options, const sema::Session* session)
        : shared_(shared), options_(options), session_(session), sink_(options.maxErrors) {}

    CompileResult run(const std::string& name, std::string text);
    CompileResult run(std::unique_ptr<ParsedFile> parsed);
    const sema::Analysis* analysis() const { return analysis_.get(); }
    std::unique_ptr<sema::Analysis> takeAnalysis() { return std::move(analysis_); }
    std::unique_ptr<Arena> takeArena() { return std::move(arena_); }

  private:
    bool wants(std::string_view phase) const { return options_.dump == phase; }
    void frontEnd(SourceFile& file, const ParseResult& parsed);
    void noteCycles(const SourceFile& file);
    CompileResult finishRun();
    void backEnd(const std::string& name);
    void dumpFunctions(const ir::IrModule& module);
    bool verified(const ir::IrModule& module, const ir::IrFunction& function);
    void finish(Result<bc::BcModule> generated);
    void failInternal(const std::string& what) { result_.messages += "internal error: " + what + "\n"; }
    void render();
    void collectEdits();

    Shared& shared_;
    const CompileOptions& options_;
    const sema::Session* session_;
    DiagnosticSink sink_;
    std::unique_ptr<Arena> arena_ = std::make_unique<Arena>();
    ast::Module* module_ = nullptr;
    std::unique_ptr<sema::Analysis> analysis_;
    CompileResult result_;
};

CompileResult Pipeline::run(const std::string& name, std::string text) {
    if (text.size() >= SourceFile::kMaxBytes) {
        result_.messages = "error: " + name + " is larger than 2 GiB\n";
        return std::move(result_);
    }
    SourceFile& file = shared_.sources.add(name, std::move(text));
    if (wants("tokens"))
        result_.dump = dumpTokens(lex(file, shared_.names, *arena_, sink_), shared_.names);
    else
        frontEnd(file, parse(file, shared_.names, *arena_, sink_, {.repl = session_ != nullptr}));
    return finishRun();
}

CompileResult Pipeline::run(std::unique_ptr<ParsedFile> parsed) {
    arena_ = std::move(parsed->arena);
    sink_ = std::move(parsed->sink);
    frontEnd(*parsed->file, parsed->result);
    return finishRun();
}

CompileResult Pipeline::finishRun() {
    bool done = wants("tokens") || wants("ast") || wants("typed");
    if (!sink_.hasErrors() && !done && !result_.incomplete) backEnd(module_->source->name());
    render();
    bool dumped = !options_.dump.empty();
    result_.ok = !sink_.hasErrors() && (dumped || result_.module.has_value());
    return std::move(result_);
}

void Pipeline::frontEnd(SourceFile& file, const ParseResult& parsed) {
    module_ = parsed.module;
    module_->source = &file;
    if (session_ != nullptr && parsed.incomplete) {
        result_.incomplete = true;
        return;
    }
    if (wants("ast")) result_.dump = ast::dump(*module_, shared_.names);
    if (sink_.hasErrors() || wants("ast")) return;
    sema::Context context{shared_.names, shared_.types, sink_, &shared_.imports};
    analysis_ = sema::analyze(*module_, context,
                              {.session = session_, .warnings = options_.warnings, .lint = options_.lint});
    if (options_.lint && !sink_.hasErrors()) noteCycles(file);
    if (options_.wantsImports) result_.imports = shared_.imports.usesOf(analysis_->module(), file.name());
    if (wants("typed")) result_.dump = sema::dumpTyped(*module_, *analysis_, context);
}

// Each import through which this file imports itself, with the imports between.
void Pipeline::noteCycles(const SourceFile& file) {
    auto baseName = [](const std::string& name) { return name.substr(name.rfind('/') + 1); };
    const std::vector<ImportUse> uses = shared_.imports.usesOf(analysis_->module(), file.name());
    for (const ImportRef& ref : importsOf(*module_, ImportScope::Loading)) {
        auto use = std::ranges::find_if(uses, [&](const ImportUse& each) {
            return each.path == ref.path && each.dotted == ref.dotted && each.isCyclic;
        });
        if (use == uses.end() || ref.isLazy) continue;
        const std::vector<FileImportResolver::Step> way = shared_.imports.wayBack(use->found, file);
        if (way.empty()) continue;
        const std::string self = baseName(file.name());
        std::string drawn = self;
        for (const FileImportResolver::Step& step : way) drawn += " -> " + baseName(step.from);
        drawn += " -> " + self;
        auto report = sink_.report(Diag::ImportCycle, ref.span, {drawn});
        for (size_t i = 0; i < way.size(); ++i) {
            const std::string to = i + 1 == way.size() ? "this file" : "`" + baseName(way[i + 1].from) + "`";
            report.note(way[i].span, "`" + baseName(way[i].from) + "` imports " + to);
        }
    }
}

bool Pipeline::verified(const ir::IrModule& module, const ir::IrFunction& function) {
    if (!options_.verifyEach) return true;
    Outcome outcome = ir::verifyFunction(module, function);
    if (!outcome) failInternal(outcome.failure().message);
    return outcome.ok();
}

void Pipeline::dumpFunctions(const ir::IrModule& module) {
    if (options_.dumpFunction.empty()) {
        result_.dump = ir::printModule(module);
        return;
    }
    for (uint32_t i = 0; i < module.functions.size(); i++) {
        if (module.string(module.functions[i].name) == options_.dumpFunction)
            result_.dump += ir::printFunction(module, i);
    }
}

// Each function goes all the way before the next is begun, so the IR in memory is that of one function. Only
// where the IR itself is wanted are all of them kept.
void Pipeline::backEnd(const std::string& name) {
    lower::ModuleLowering lowering(*module_, *analysis_, moduleName(name), {shared_.names, shared_.types},
                                   {.repl = session_ != nullptr});
    ir::IrModule& module = lowering.module();
    opt::Optimiser optimiser({.verifyEach = options_.verifyEach});
    codegen::Generator generator(module);
    bool keep = wants("ir") || wants("ir-opt");
    ir::IrFunction function;
    while (lowering.hasNext()) {
        lowering.next(function);
        if (!verified(module, function)) return;
        if (!wants("ir")) {
            Outcome optimised = optimiser.run(module, function);
            if (!optimised) return failInternal(optimised.failure().message);
        }
        Outcome generated = keep ? Unit{} : generator.add(function);
        if (!generated) {
            result_.messages += "error: " + generated.failure().message + "\n";
            return;
        }
        if (keep) module.functions.push_back(std::move(function));
    }
    if (keep) return dumpFunctions(module);
    finish(generator.finish());
}

void Pipeline::finish(Result<bc::BcModule> generated) {
    if (!generated) {
        result_.messages += "error: " + generated.failure().message + "\n";
        return;
    }
    if (options_.verifyEach) {
        Outcome sound = bc::verifyModule(generated.value());
        if (!sound) return failInternal("the bytecode is not valid: " + sound.failure().message);
    }
    if (wants("bytecode")) {
        result_.dump = bc::disassemble(generated.value(), options_.dumpFunction);
        return;
    }
    result_.module = std::move(generated.value());
    result_.module->sourceHash = contentHash(module_->source->text());
}

void Pipeline::render() {
    if (result_.incomplete) return;
    sink_.sort();
    result_.messages += options_.json ? renderJson(sink_, shared_.sources)
                                      : renderText(sink_, shared_.sources, {.color = options_.color});
    collectEdits();
}

// The fixes of one diagnostic are made together; one that would touch those of another is left for the next
// time.
void Pipeline::collectEdits() {
    if (module_ == nullptr) return;
    for (const Diagnostic& diagnostic : sink_.diagnostics()) {
        const bool isFree = std::ranges::all_of(diagnostic.fixes, [&](const Fix& fix) {
            return fix.span.file == module_->source->id() &&
                   std::ranges::none_of(result_.edits, [&](const TextEdit& edit) {
                       return fix.span.begin <= edit.end && edit.begin <= fix.span.end;
                   });
        });
        if (!isFree) continue;
        for (const Fix& fix : diagnostic.fixes)
            result_.edits.push_back({fix.span.begin, fix.span.end, fix.text});
    }
    std::ranges::sort(result_.edits, std::greater<>(), &TextEdit::begin);
}

}  // namespace

std::optional<std::string> ModuleFinder::read(const std::string& file) {
    Result<std::string> text = readFile(file);
    return text.ok() ? std::optional(std::move(text.value())) : std::nullopt;
}

bool isDumpPhase(std::string_view phase) {
    for (std::string_view known : kPhases) {
        if (phase == known) return true;
    }
    return false;
}

CompileResult compile(const std::string& name, std::string text, const CompileOptions& options) {
    Shared shared(options);
    return Pipeline(shared, options, nullptr).run(name, std::move(text));
}

struct ProgramCompiler::State {
    explicit State(CompileOptions settings) : options(std::move(settings)), shared(options) {}

    CompileOptions options;
    Shared shared;
};

ProgramCompiler::ProgramCompiler(CompileOptions options)
    : state_(std::make_unique<State>(std::move(options))) {}
ProgramCompiler::~ProgramCompiler() = default;

CompileResult ProgramCompiler::compile(const std::string& name, std::string text) {
    return Pipeline(state_->shared, state_->options, nullptr).run(name, std::move(text));
}

std::optional<CompileResult> ProgramCompiler::compileImported(const std::string& file) {
    std::unique_ptr<ParsedFile> parsed = state_->shared.imports.takeParsed(file);
    if (parsed == nullptr) return std::nullopt;
    return Pipeline(state_->shared, state_->options, nullptr).run(std::move(parsed));
}

std::optional<ModuleSummary> ProgramCompiler::summaryOf(const ModuleFinder::Found& module) {
    return state_->shared.imports.summaryOf(module);
}

std::optional<ModuleSummary> ProgramCompiler::knownSummaryOf(const std::string& file) {
    return state_->shared.imports.knowsFile(file) ? summaryOf({ModuleFinder::Kind::Source, file})
                                                  : std::nullopt;
}

// Types refer to the trees that declared them, so a session keeps trees and analyses.
struct SessionCompiler::State {
    explicit State(CompileOptions settings) : options(std::move(settings)), shared(options) {}

    CompileOptions options;
    Shared shared;
    sema::Session session;
    std::vector<std::unique_ptr<Arena>> arenas;
    std::vector<std::unique_ptr<sema::Analysis>> analyses;
};

SessionCompiler::SessionCompiler(CompileOptions options)
    : state_(std::make_unique<State>(std::move(options))) {}
SessionCompiler::~SessionCompiler() = default;

CompileResult SessionCompiler::compile(std::string text) {
    Pipeline pipeline(state_->shared, state_->options, &state_->session);
    CompileResult result = pipeline.run("<input>", std::move(text));
    if (result.ok && result.module) {
        state_->session = pipeline.analysis()->session();
        state_->analyses.push_back(pipeline.takeAnalysis());
        state_->arenas.push_back(pipeline.takeArena());
    }
    return result;
}

}  // namespace noodle
