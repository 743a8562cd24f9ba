// noodle run.
#include <cstdio>

#include "runtime/base/file.h"
#include "tools/cli/command_line.h"
#include "tools/cli/heap_report.h"
#include "tools/cli/program.h"
#include "tools/cli/source_loader.h"
#include "tools/cli/stats_report.h"
#include "vm/bytecode/nbc.h"

namespace noodle::cli {

namespace {

using LoadedUnit = Result<std::shared_ptr<const CodeUnit>>;

struct Program {
    std::string name;  // file, or what stands for it in messages
    std::string text;
    std::vector<std::string> arguments;
    bool isFile = false;
};

Result<Program> readProgram(CommandLine& line) {
    if (line.has("e")) return Program{"<command line>", line.own["e"], line.operands, false};
    if (line.operands.empty()) return Failure{"run takes a file, - or -e CODE", kUsage};
    const std::string& file = line.operands.front();
    Result<std::string> text = readFile(file == "-" ? "/dev/stdin" : file);
    if (!text) return Failure{text.failure().message, ioExitCode(text.failure())};
    std::vector<std::string> arguments(line.operands.begin() + 1, line.operands.end());
    bool isFile = file != "-";
    return Program{isFile ? file : "<standard input>", std::move(text.value()), std::move(arguments), isFile};
}

LoadedUnit loadProgram(Program& program, SourceLoader& loader, bool ignoreChecksum) {
    if (!bc::looksLikeNbc(program.text)) {
        if (!program.isFile) return loader.compileText(program.name, std::move(program.text));
        return loader.compileFile(program.name, std::move(program.text));
    }
    Result<bc::BcModule> module = bc::readModule(program.text, {.ignoreChecksum = ignoreChecksum});
    if (!module) return Failure{program.name + ": " + module.failure().message, kIo};
    LoadedUnit unit = CodeUnit::create(std::move(module.value()), program.name);
    if (!unit) return Failure{program.name + ": " + unit.failure().message, kIo};
    return unit;
}

// A phase to print instead of running.
int dump(const Program& program, SourceLoader& loader) {
    if (!isDumpPhase(loader.options().dump))
        return fail("there is no phase '" + loader.options().dump + "' to dump", kUsage);
    CompileResult result = compile(program.name, program.text, loader.options());
    std::fputs(result.messages.c_str(), stderr);
    std::fputs(result.dump.c_str(), stdout);
    return result.ok ? kOk : kDoesNotCompile;
}

// What --heap-profile and --leaks ask for. Begins before the program runs.
struct HeapWatch {
    std::string file;
    std::optional<HeapReportForm> form;
    bool leaks = false;

    bool isWanted() const { return leaks || form.has_value(); }
};

Result<HeapWatch> heapWatch(CommandLine& line) {
    HeapWatch watch;
    watch.leaks = line.has("leaks");
    if (!line.has("heap-profile")) return watch;
    watch.file = line.own["heap-profile"];
    watch.form = heapReportForm(watch.file);
    if (!watch.form)
        return Failure{"--heap-profile takes a file name that ends in .json, .html or .svg", kUsage};
    // Not after an hour's run.
    Outcome writable = writeFileAtomic(watch.file, "", FileSync::No);
    if (!writable) return Failure{writable.failure().message, ioExitCode(writable.failure())};
    return watch;
}

// Reports whatever became of the program. Its status, unless the report cannot be written.
int reportHeap(const HeapWatch& watch, Isolate& isolate, int status) {
    const HeapProfile profile = isolate.heapProfiler()->profile();
    if (watch.leaks) std::fputs(leakText(profile).c_str(), stderr);
    if (!watch.form) return status;
    Outcome written = writeFileAtomic(watch.file, heapReport(profile, *watch.form));
    if (!written) return fail(written.failure().message, ioExitCode(written.failure()));
    return status;
}

}  // namespace

namespace {

int runProgram(CommandLine& line, bool explainJit) {
    Result<Program> program = readProgram(line);
    if (!program) return fail(program.failure().message, program.failure().exitCode);
    SourceLoader loader(searchPaths(line.options), compileOptions(line.options),
                        CompileCache::fromSettings(line.options));
    if (!line.options.dump.empty() && !isJitDump(line.options.dump)) return dump(program.value(), loader);
    LoadedUnit unit = loadProgram(program.value(), loader, line.options.ignoreChecksum);
    if (!unit) {
        const Failure& failure = unit.failure();
        if (failure.exitCode != kDoesNotCompile) return fail(failure.message, failure.exitCode);
        std::fputs(failure.message.c_str(), stderr);
        return kDoesNotCompile;
    }
    Result<IsolateOptions> options = isolateOptions(line.options);
    if (!options) return fail(options.failure().message, options.failure().exitCode);
    Result<HeapWatch> watch = heapWatch(line);
    if (!watch) return fail(watch.failure().message, watch.failure().exitCode);
    if (!isStatsFormat(line.options.stats)) return fail("--stats is on, text or json", kUsage);
    Isolate isolate(options.value(), loader);
    isolate.setArguments(program.value().name, program.value().arguments);
    InterruptScope interrupts(isolate);
    if (watch.value().isWanted())
        isolate.watchHeap({.leakNs = options.value().leakNs, .resources = watch.value().leaks});
    int status = isolate.run(unit.value());
    if (watch.value().isWanted()) status = reportHeap(watch.value(), isolate, status);
    if (options.value().countExecution)
        std::fputs(statsReport(isolate, loader.counts(), line.options.stats).c_str(), stderr);
    if (line.options.jitStats) std::fputs(jitReport(isolate).c_str(), stderr);
    if (explainJit) std::fputs(jitExplanation(isolate).c_str(), stderr);
    return status;
}

}  // namespace

int cmdRun(CommandLine& line) {
    return runProgram(line, false);
}

int cmdExplainJit(CommandLine& line) {
    return runProgram(line, true);
}

}  // namespace noodle::cli
