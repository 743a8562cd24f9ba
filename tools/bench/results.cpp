#include "tools/bench/results.h"

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "runtime/base/file.h"

namespace noodle::bench {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kFormat = 1;
constexpr double kSignificant = 0.05;

Json summaryJson(const Entry& entry) {
    const Summary summary = summarise(entry.samples);
    return {
        {"median_ns", summary.median}, {"mad_ns", summary.mad},        {"low_ns", summary.low},
        {"high_ns", summary.high},     {"coverage", summary.coverage}, {"per_second", 1e9 / summary.median},
    };
}

Json entryJson(const Entry& entry) {
    Json json = {{"file", entry.file},   {"name", entry.name},        {"level", entry.level},
                 {"calls", entry.calls}, {"first_ns", entry.firstNs}, {"answer", entry.answer}};
    if (!entry.failure.empty()) {
        json["failure"] = entry.failure;
        return json;
    }
    json["summary"] = summaryJson(entry);
    json["samples_ns"] = entry.samples;
    return json;
}

template <typename T>
bool read(const Json& json, const char* key, T& out) {
    const auto at = json.find(key);
    if (at == json.end()) return false;
    if constexpr (std::is_same_v<T, std::string>) {
        if (!at->is_string()) return false;
    } else if (!at->is_number()) {
        return false;
    }
    out = at->get<T>();
    return true;
}

bool readSamples(const Json& json, std::vector<double>& samples) {
    const auto at = json.find("samples_ns");
    if (at == json.end() || !at->is_array() || at->empty()) return false;
    for (const Json& sample : *at) {
        if (!sample.is_number() || !std::isfinite(sample.get<double>())) return false;
        samples.push_back(sample.get<double>());
    }
    return true;
}

bool readEntry(const Json& json, Entry& entry) {
    if (!json.is_object() || !read(json, "file", entry.file) || !read(json, "name", entry.name) ||
        !read(json, "level", entry.level) || !read(json, "answer", entry.answer))
        return false;
    read(json, "calls", entry.calls);
    read(json, "first_ns", entry.firstNs);
    return read(json, "failure", entry.failure) || readSamples(json, entry.samples);
}

const Entry* findEntry(const Results& results, const Entry& like) {
    for (const Entry& entry : results.entries) {
        if (entry.file == like.file && entry.name == like.name && entry.level == like.level) return &entry;
    }
    return nullptr;
}

Verdict judge(const Change& change, double threshold) {
    if (change.p >= kSignificant) return Verdict::Same;
    if (change.ratio > 1 + threshold) return Verdict::Slower;
    return change.ratio < 1 / (1 + threshold) ? Verdict::Faster : Verdict::Same;
}

}  // namespace

Results resultsOf(const std::vector<Subject>& subjects, const Plan& plan) {
    Results results{plan.clock == Clock::Cpu ? "cpu" : "wall", {}};
    for (const Subject& s : subjects) {
        results.entries.push_back(
            {s.file, s.name, s.level, s.callee.answer, s.calls, s.firstNs, s.samples, s.failure});
    }
    return results;
}

std::vector<Change> compareResults(const Results& before, const Results& after, double threshold) {
    std::vector<Change> changes;
    std::vector<double> p;
    for (size_t i = 0; i < after.entries.size(); ++i) {
        const Entry& entry = after.entries[i];
        const Entry* old = findEntry(before, entry);
        if (old == nullptr || !old->failure.empty() || !entry.failure.empty()) continue;
        Change change{.entry = i, .before = median(old->samples), .after = median(entry.samples)};
        change.ratio = change.before > 0 ? change.after / change.before : 1;
        if (entry.answer != old->answer) change.verdict = Verdict::AnswerChanged;
        changes.push_back(change);
        p.push_back(mannWhitney(old->samples, entry.samples));
    }
    p = holm(p);
    for (size_t i = 0; i < changes.size(); ++i) {
        changes[i].p = p[i];
        if (changes[i].verdict != Verdict::AnswerChanged) changes[i].verdict = judge(changes[i], threshold);
    }
    return changes;
}

std::string toJson(const Results& results, const std::vector<Change>* changes) {
    Json json = {{"format", kFormat}, {"clock", results.clock}, {"benchmarks", Json::array()}};
    for (const Entry& entry : results.entries) json["benchmarks"].push_back(entryJson(entry));
    if (changes != nullptr) {
        json["changes"] = Json::array();
        for (const Change& change : *changes) {
            const Entry& entry = results.entries[change.entry];
            json["changes"].push_back({{"file", entry.file},
                                       {"name", entry.name},
                                       {"level", entry.level},
                                       {"before_ns", change.before},
                                       {"after_ns", change.after},
                                       {"ratio", change.ratio},
                                       {"p", change.p},
                                       {"verdict", verdictText(change.verdict)}});
        }
    }
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Results> fromJson(const std::string& text) {
    const Json json = Json::parse(text, nullptr, false);
    const Failure bad{"this is not a result of noodle bench", 74};
    int format = 0;
    Results results;
    if (!json.is_object() || !read(json, "format", format) || !read(json, "clock", results.clock)) return bad;
    if (format != kFormat) return Failure{"this result has format " + std::to_string(format) + ", not 1", 74};
    const auto benchmarks = json.find("benchmarks");
    if (benchmarks == json.end() || !benchmarks->is_array()) return bad;
    for (const Json& item : *benchmarks) {
        Entry entry;
        if (!readEntry(item, entry)) return bad;
        results.entries.push_back(std::move(entry));
    }
    return results;
}

Result<std::string> resultFile(const std::string& folder, const std::string& name) {
    const bool plain = !name.empty() && name.front() != '.' && name.find('/') == std::string::npos &&
                       name.find('\0') == std::string::npos;
    if (!plain) return Failure{"'" + name + "' cannot be the name of a result", 2};
    return folder + "/" + name + ".json";
}

Outcome saveResults(const std::string& file, const Results& results) {
    const std::filesystem::path folder = std::filesystem::path(file).parent_path();
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return systemFailure("create", folder.string(), error.value());
    return writeFileAtomic(file, toJson(results));
}

const char* verdictText(Verdict verdict) {
    switch (verdict) {
        case Verdict::Same:
            return "same";
        case Verdict::Faster:
            return "faster";
        case Verdict::Slower:
            return "slower";
        case Verdict::AnswerChanged:
            return "answer changed";
    }
    return "";
}

}  // namespace noodle::bench
