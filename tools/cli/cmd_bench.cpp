// noodle bench: finds the benchmarks of files, has them measured (tools/bench), prints, saves and compares.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include "runtime/base/file.h"
#include "tools/bench/report.h"
#include "tools/cli/command_line.h"
#include "tools/cli/program.h"
#include "tools/cli/source_loader.h"

namespace noodle::cli {

namespace {

using bench::Change;
using bench::Plan;
using bench::Results;
using bench::Subject;
using bench::Verdict;

// One file at one level, loaded. Programs are never moved: isolate and runner refer to their neighbours.
struct Program {
    Program(const Options& options, const IsolateOptions& isolateOptions, std::string fileName)
        : file(std::move(fileName)),
          level(options.level),
          loader(searchPaths(options), compileOptions(options), CompileCache::fromSettings(options)),
          isolate(isolateOptions, loader),
          runner(isolate) {}

    std::string file, level;
    SourceLoader loader;
    Isolate isolate;
    FunctionRunner runner;
};

struct Request {
    Plan plan;
    std::vector<std::string> levels;
    double threshold = 0.05;
    std::string saveFile, compareFile;  // "": not asked for
};

std::vector<std::string> splitAtCommas(const std::string& text) {
    std::vector<std::string> parts;
    for (size_t start = 0; start <= text.size();) {
        const size_t end = std::min(text.find(',', start), text.size());
        parts.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return parts;
}

Result<double> readNumber(CommandLine& line, const char* flag, double least, double most) {
    const std::string& text = line.own[flag];
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (text.empty() || *end != '\0' || !(value >= least && value <= most)) {
        char range[64];
        std::snprintf(range, sizeof range, "from %g to %g", least, most);
        return Failure{std::string("--") + flag + " takes a number " + range + ", not '" + text + "'",
                       kUsage};
    }
    return value;
}

Outcome readPlan(CommandLine& line, Request& request) {
    Plan& plan = request.plan;
    if (line.has("quick")) plan = {.rounds = 8, .sampleNs = 2'000'000, .warmupNs = 20'000'000};
    if (line.has("rounds")) {
        Result<double> rounds = readNumber(line, "rounds", 1, 100000);
        if (!rounds) return rounds.failure();
        plan.rounds = static_cast<int>(rounds.value());
    }
    if (line.has("threshold")) {
        Result<double> percent = readNumber(line, "threshold", 0, 1000);
        if (!percent) return percent.failure();
        request.threshold = percent.value() / 100;
    }
    if (line.has("clock")) {
        const std::string& clock = line.own["clock"];
        if (clock != "cpu" && clock != "wall")
            return Failure{"--clock is cpu or wall, not '" + clock + "'", kUsage};
        plan.clock = clock == "cpu" ? bench::Clock::Cpu : bench::Clock::Wall;
    }
    return Unit{};
}

Outcome readFiles(CommandLine& line, Request& request) {
    for (const auto& [flag, file] :
         {std::pair{"save", &request.saveFile}, {"compare", &request.compareFile}}) {
        if (!line.has(flag)) continue;
        Result<std::string> path = bench::resultFile(line.options.benchDir, line.own[flag]);
        if (!path) return path.failure();
        *file = path.value();
    }
    return Unit{};
}

Result<Request> readRequest(CommandLine& line) {
    Request request;
    Outcome plan = readPlan(line, request);
    if (!plan) return plan.failure();
    Outcome files = readFiles(line, request);
    if (!files) return files.failure();
    request.levels = splitAtCommas(line.has("levels") ? line.own["levels"] : line.options.level);
    for (const std::string& level : request.levels) {
        Options options = line.options;
        options.level = level;
        Outcome known = checkChoices(options);
        if (!known) return known.failure();
    }
    if (line.operands.empty()) return Failure{"bench takes at least one file", kUsage};
    return request;
}

// "bench_sum" for a function of this name, "sum" for the block `bench "sum"`; "" for other functions.
std::string benchmarkName(const std::string& function) {
    constexpr std::string_view kFunction = "bench_", kBlock = "bench \"";
    if (function.starts_with(kFunction)) return function;
    if (!function.starts_with(kBlock)) return "";
    return function.substr(kBlock.size(), function.size() - kBlock.size() - 1);
}

// Loads and starts one file; its benchmarks go to `subjects`. An exit code other than kOk has been reported.
int loadFile(const Options& options, const std::string& file, std::vector<std::unique_ptr<Program>>& programs,
             std::vector<Subject>& subjects) {
    const std::string shown = std::filesystem::path(file).lexically_normal().string();
    Result<IsolateOptions> settings = isolateOptions(options);
    if (!settings) return fail(settings.failure().message, settings.failure().exitCode);
    auto program = std::make_unique<Program>(options, settings.value(), shown);
    Result<std::shared_ptr<const CodeUnit>> unit = program->loader.load(file);
    if (!unit) {
        if (unit.failure().exitCode != kDoesNotCompile) return fail(unit.failure().message, kIo);
        std::fputs(unit.failure().message.c_str(), stderr);
        return kDoesNotCompile;
    }
    program->isolate.setArguments(file, {});
    if (FunctionRunner::Outcome stopped = program->runner.start(unit.value())) {
        std::fputs(stopped->report.c_str(), stderr);
        return stopped->status;
    }
    for (FunctionRunner::Callee& callee : program->runner.callees()) {
        const std::string name = benchmarkName(callee.name);
        if (name.empty()) continue;
        const bool twice = std::any_of(subjects.begin(), subjects.end(), [&](const Subject& s) {
            return s.name == name && s.runner == &program->runner;
        });
        if (twice) return fail(shown + ": two benchmarks are named \"" + name + "\"", kUsage);
        Subject subject;
        subject.file = shown;
        subject.name = name;
        subject.level = options.level;
        subject.runner = &program->runner;
        subject.callee = std::move(callee);
        subjects.push_back(std::move(subject));
    }
    programs.push_back(std::move(program));
    return kOk;
}

int loadAll(CommandLine& line, const Request& request, std::vector<std::unique_ptr<Program>>& programs,
            std::vector<Subject>& subjects) {
    for (const std::string& file : line.operands) {
        for (const std::string& level : request.levels) {
            Options options = line.options;
            options.level = level;
            if (int code = loadFile(options, file, programs, subjects); code != kOk) return code;
        }
    }
    if (line.has("only")) {
        const std::string& part = line.own["only"];
        std::erase_if(subjects, [&](const Subject& s) { return s.name.find(part) == std::string::npos; });
    }
    if (!subjects.empty()) return kOk;
    return fail(
        "there is no benchmark: no function bench_… without parameters and no block bench \"…\" { … }",
        kUsage);
}

Result<Results> readBaseline(const std::string& file) {
    Result<std::string> text = readFile(file);
    if (!text) return text.failure();
    Result<Results> results = bench::fromJson(text.value());
    if (!results) return Failure{file + ": " + results.failure().message, kIo};
    return results;
}

void showProgress(const std::string& text) {
    if (::isatty(STDERR_FILENO) == 1)
        std::fprintf(stderr, "\r\x1b[K%s%s", text.c_str(), text.empty() ? "" : "\r");
}

int reportFailures(const Results& results) {
    int code = kOk;
    for (const bench::Entry& entry : results.entries) {
        if (entry.failure.empty()) continue;
        std::fprintf(stderr, "%s: benchmark \"%s\" at level %s failed: %s", entry.file.c_str(),
                     entry.name.c_str(), entry.level.c_str(), entry.failure.c_str());
        code = kProgramFailed;
    }
    return code;
}

int judge(const Results& results, const std::vector<Change>& changes) {
    int code = kOk;
    for (const Change& change : changes) {
        if (change.verdict != Verdict::Slower && change.verdict != Verdict::AnswerChanged) continue;
        const bench::Entry& entry = results.entries[change.entry];
        std::fprintf(stderr, "%s: benchmark \"%s\" at level %s: %s\n", entry.file.c_str(), entry.name.c_str(),
                     entry.level.c_str(), bench::verdictText(change.verdict));
        code = kProgramFailed;
    }
    return code;
}

}  // namespace

int cmdBench(CommandLine& line) {
    Result<Request> request = readRequest(line);
    if (!request) return fail(request.failure().message, request.failure().exitCode);
    const Request& wanted = request.value();
    Results before;
    if (!wanted.compareFile.empty()) {
        Result<Results> baseline = readBaseline(wanted.compareFile);
        if (!baseline) return fail(baseline.failure().message, kIo);
        before = std::move(baseline.value());
    }
    std::vector<std::unique_ptr<Program>> programs;
    std::vector<Subject> subjects;
    if (int code = loadAll(line, wanted, programs, subjects); code != kOk) return code;

    bench::measure(subjects, wanted.plan, showProgress);
    showProgress("");
    bench::compareAnswers(subjects);
    const Results results = bench::resultsOf(subjects, wanted.plan);
    const std::vector<Change> changes = bench::compareResults(before, results, wanted.threshold);
    const bool compared = !wanted.compareFile.empty();
    const std::string text = line.has("json") ? bench::toJson(results, compared ? &changes : nullptr)
                                              : bench::resultTable(results) + (compared ? "\n" : "") +
                                                    bench::changeTable(results, changes);
    std::fputs(text.c_str(), stdout);
    std::fflush(stdout);
    const int failed = reportFailures(results);
    const int slower = judge(results, changes);
    if (!wanted.saveFile.empty() && failed == kOk) {
        Outcome saved = bench::saveResults(wanted.saveFile, results);
        if (!saved) return fail(saved.failure().message, kIo);
    }
    return failed != kOk ? failed : slower;
}

}  // namespace noodle::cli
