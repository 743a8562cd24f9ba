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

// Runs the program with a profile of its heap, which is written whatever became of the program.
int runProfiled(CommandLine& line, Isolate& isolate, const std::shared_ptr<const CodeUnit>& unit) {
    const std::string& file = line.own["heap-profile"];
    std::optional<HeapReportForm> form = heapReportForm(file);
    if (!form) return fail("--heap-profile takes a file name that ends in .json, .html or .svg", kUsage);
    HeapProfiler::Options options;
    options.leakNs = static_cast<uint64_t>(line.options.leakThreshold) * 1'000'000'000;
    HeapProfiler profiler(isolate, options);
    int status = isolate.run(unit);
    HeapProfile profile = profiler.profile();
    Outcome written = writeFileAtomic(file, heapReport(profile, *form));
    if (!written) return fail(written.failure().message, ioExitCode(written.failure()));
    if (!profile.leaks.empty())
        std::fprintf(stderr, "noodle: %zu lines look like leaks: %s\n", profile.leaks.size(), file.c_str());
    return status;
}

}  // namespace

int cmdRun(CommandLine& line) {
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
    if (!isStatsFormat(line.options.stats)) return fail("--stats is on, text or json", kUsage);
    Isolate isolate(options.value(), loader);
    isolate.setArguments(program.value().name, program.value().arguments);
    InterruptScope interrupts(isolate);
    int status =
        line.has("heap-profile") ? runProfiled(line, isolate, unit.value()) : isolate.run(unit.value());
    if (options.value().countExecution) std::fputs(statsReport(isolate, line.options.stats).c_str(), stderr);
    if (line.options.jitStats) std::fputs(jitReport(isolate).c_str(), stderr);
    return status;
}

}  // namespace noodle::cli
