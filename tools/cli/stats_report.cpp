#include "tools/cli/stats_report.h"

#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <vector>

#include "runtime/base/clock.h"
#include "vm/load/fuse.h"

namespace noodle::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Row {
    std::string name;
    uint64_t count;
};

void sortByCount(std::vector<Row>& rows) {
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.count > b.count; });
}

std::vector<Row> opcodeRows(const ExecutionStats& stats) {
    std::vector<Row> rows;
    for (unsigned op = 0; op < 256; ++op)
        if (stats.executed[op] != 0)
            rows.push_back({nameOfCode(static_cast<uint8_t>(op)), stats.executed[op]});
    sortByCount(rows);
    return rows;
}

std::vector<Row> pairRows(const ExecutionStats& stats) {
    std::vector<Row> rows;
    for (unsigned a = 0; a < 256; ++a)
        for (unsigned b = 0; b < 256; ++b)
            if (stats.pairs[a][b] != 0)
                rows.push_back({std::string(nameOfCode(static_cast<uint8_t>(a))) + " " +
                                    nameOfCode(static_cast<uint8_t>(b)),
                                stats.pairs[a][b]});
    sortByCount(rows);
    return rows;
}

/// How often opcodes ran whose name begins with one of these.
uint64_t countOf(const std::vector<Row>& rows, std::initializer_list<std::string_view> prefixes) {
    uint64_t count = 0;
    for (const Row& row : rows)
        for (std::string_view prefix : prefixes)
            if (std::string_view(row.name).substr(0, prefix.size()) == prefix) count += row.count;
    return count;
}

double hitRate(uint64_t tries, uint64_t misses) {
    return tries == 0 ? 1.0 : 1.0 - static_cast<double>(std::min(misses, tries)) / static_cast<double>(tries);
}

Json pausesOf(const PauseStats& pauses) {
    Json buckets = Json::object();
    for (size_t i = 0; i < PauseStats::kBuckets; ++i)
        if (pauses.countIn(i) != 0) buckets[std::to_string(PauseStats::boundNs(i))] = pauses.countIn(i);
    return {{"count", pauses.count()},
            {"totalNs", pauses.totalNs()},
            {"p50Ns", pauses.percentileNs(0.5)},
            {"p99Ns", pauses.percentileNs(0.99)},
            {"maxNs", pauses.maxNs()},
            {"wallP99Ns", pauses.wall.percentileNs(0.99)},
            {"wallMaxNs", pauses.wall.maxNs()},
            {"wallTotalNs", pauses.wall.totalNs()},
            {"upToNs", buckets}};
}

/// Pauses are CPU time of this thread, so that is what they are a share of.
Json collectorFacts(const HeapStats& heap) {
    auto cpuNs = static_cast<double>(std::max<uint64_t>(1, threadCpuNs()));
    return {{"fullCollections", heap.fullCollections},
            {"promotedBytes", heap.promotedBytes},
            {"rememberedObjects", heap.rememberedObjects},
            {"liveBytes", heap.liveBytes},
            {"heapBytes", heap.footprintBytes},
            {"fragmentation", heap.fragmentation()},
            {"cpuShare", static_cast<double>(heap.pauseNsTotal()) / cpuNs},
            {"youngPauses", pausesOf(heap.youngPauses)},
            {"markingSteps", pausesOf(heap.stepPauses)},
            {"fullPauses", pausesOf(heap.fullPauses)}};
}

Json collect(Isolate& isolate, const SourceLoader::Counts& modules, const std::vector<Row>& opcodes) {
    const ExecutionStats& execution = *isolate.executionStats();
    IsolateStats stats = isolate.stats();
    uint64_t total = 0;
    for (const Row& row : opcodes) total += row.count;
    uint64_t fields = countOf(opcodes, {"GetField", "SetField", "FieldL"});
    uint64_t methods = countOf(opcodes, {"CallMethod"});
    VmStack& stack = isolate.stack();
    return {{"bytecodes", total},
            {"calls", countOf(opcodes, {"Call"})},
            {"frames", countOf(opcodes, {"Return"})},
            {"deepestFrame",
             execution.deepestFrame == nullptr ? 0 : execution.deepestFrame - stack.beforeFirst()},
            {"exceptions", stats.vm.throws},
            {"coroutines", stats.vm.coroutines},
            {"polls", stats.vm.polls},
            {"fieldCacheHitRate", hitRate(fields, stats.vm.fieldMisses)},
            {"methodCacheHitRate", hitRate(methods, stats.vm.methodMisses)},
            {"allocatedObjects", stats.heap.allocatedObjects},
            {"allocatedBytes", stats.heap.allocatedBytes},
            {"peakHeapBytes", stats.heap.peakBytes},
            {"collections", stats.heap.collections},
            {"collector", collectorFacts(stats.heap)},
            {"modules",
             {{"compiled", modules.compiled}, {"cached", modules.cached}, {"loaded", modules.loaded}}}};
}

std::string textOf(const Json& facts, const std::vector<Row>& opcodes) {
    std::string text;
    for (const auto& [name, value] : facts.items()) text += name + ": " + value.dump() + "\n";
    double total = std::max(1.0, facts["bytecodes"].get<double>());
    for (const Row& row : opcodes) {
        char line[120];
        double share = 100 * static_cast<double>(row.count) / total;
        std::snprintf(line, sizeof line, "%14" PRIu64 " %5.1f%%  %s\n", row.count, share, row.name.c_str());
        text += line;
    }
    return text;
}

Json asObject(const std::vector<Row>& rows) {
    Json object = Json::object();
    for (const Row& row : rows) object[row.name] = row.count;
    return object;
}

}  // namespace

bool isStatsFormat(const std::string& format) {
    return format.empty() || format == "on" || format == "text" || format == "json";
}

std::string jitReport(Isolate& isolate) {
    Tiering* tiering = isolate.tiering();
    if (tiering == nullptr) return "level NONE: nothing is compiled\n";
    const TierStats& stats = tiering->stats();
    char text[400];
    std::snprintf(text, sizeof text,
                  "compiled: %" PRIu64 " functions, %" PRIu64 " loops in %.1f ms; refused: %" PRIu64
                  "\nentered: %" PRIu64 " functions, %" PRIu64 " loops; left: %" PRIu64
                  "; discarded: %" PRIu64 "; evicted: %" PRIu64 "; forced to leave: %" PRIu64
                  "\nkept from earlier runs: %" PRIu64 " of %" PRIu64 "\n",
                  stats.compiled, stats.loops, stats.compileMs, stats.refused, stats.entries,
                  stats.loopEntries, stats.exits, stats.discarded, stats.evicted, stats.forced,
                  stats.fromCache, stats.compiled + stats.loops);
    return text + tiering->report();
}

std::string jitExplanation(Isolate& isolate) {
    Tiering* tiering = isolate.tiering();
    return tiering == nullptr ? "level NONE: nothing is compiled\n" : tiering->explain();
}

std::string statsReport(Isolate& isolate, const SourceLoader::Counts& modules, const std::string& format) {
    std::vector<Row> opcodes = opcodeRows(*isolate.executionStats());
    Json facts = collect(isolate, modules, opcodes);
    if (format != "json") return textOf(facts, opcodes);
    facts["opcodes"] = asObject(opcodes);
    facts["pairs"] = asObject(pairRows(*isolate.executionStats()));
    return facts.dump() + "\n";
}

}  // namespace noodle::cli
