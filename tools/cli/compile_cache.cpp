#include "tools/cli/compile_cache.h"

#include <cstdlib>
#include <set>

#include "vm/bytecode/nbc.h"

namespace noodle::cli {

namespace {

using Found = ModuleFinder::Found;

void writeDigest(bc::ByteWriter& out, const std::optional<Digest>& digest) {
    out.flag(digest.has_value());
    if (!digest) return;
    out.fixed(digest->low, 8);
    out.fixed(digest->high, 8);
}

std::optional<Digest> readDigest(bc::ByteReader& in) {
    if (!in.flag()) return std::nullopt;
    uint64_t low = in.fixed(8), high = in.fixed(8);
    return Digest{low, high};
}

struct Dependency {
    const std::string& importer;
    const ImportRecorder::Question& question;
    const Found& answer;
};

// The questions of the file, and of the files that the answers name, and so on.
std::vector<Dependency> dependenciesOf(const std::string& name, const ImportRecorder& recorder) {
    std::vector<Dependency> all;
    std::set<std::string_view> seen{name};
    std::vector<const std::string*> open{&name};
    while (!open.empty()) {
        const std::string& importer = *open.back();
        open.pop_back();
        const ImportRecorder::Answers* answers = recorder.answersOf(importer);
        if (answers == nullptr) continue;
        for (const auto& [question, answer] : *answers) {
            all.push_back({importer, question, answer});
            bool isText = answer.kind == ModuleFinder::Kind::Source;
            if (isText && seen.insert(answer.file).second) open.push_back(&answer.file);
        }
    }
    return all;
}

}  // namespace

std::string cacheFolder(const Options& settings) {
    if (!settings.cacheDir.empty()) return settings.cacheDir;
    const char* base = std::getenv("XDG_CACHE_HOME");
    if (base != nullptr && *base == '/') return std::string(base) + "/noodle";
    const char* home = std::getenv("HOME");
    if (home != nullptr && *home == '/') return std::string(home) + "/.cache/noodle";
    return {};
}

std::string bytecodeFolder(const std::string& cacheFolder) {
    return cacheFolder + "/bytecode";
}

std::string nativeFolder(const std::string& cacheFolder) {
    return cacheFolder.empty() ? "" : cacheFolder + "/native";
}

// ---- ImportRecorder

Found ImportRecorder::find(std::string_view path, bool dotted, const std::string& importer) {
    Found found = finder_.find(path, dotted, importer);
    answers_[importer].insert_or_assign(Question{std::string(path), dotted}, found);
    return found;
}

std::optional<std::string> ImportRecorder::read(const std::string& file) {
    std::optional<std::string> text = finder_.read(file);
    if (text) texts_.insert_or_assign(file, digestOf(*text));
    return text;
}

const ImportRecorder::Answers* ImportRecorder::answersOf(const std::string& importer) const {
    auto known = answers_.find(importer);
    return known == answers_.end() ? nullptr : &known->second;
}

std::optional<Digest> ImportRecorder::textOf(const std::string& file) const {
    auto known = texts_.find(file);
    return known == texts_.end() ? std::nullopt : std::optional(known->second);
}

// ---- CompileCache

std::optional<CompileCache> CompileCache::fromSettings(const Options& settings) {
    if (settings.noCache) return std::nullopt;
    std::string folder = cacheFolder(settings);
    if (folder.empty()) return std::nullopt;
    return CompileCache(BytecodeCache(bytecodeFolder(folder), static_cast<uint64_t>(settings.cacheLimit)));
}

// Everything that the result depends on but the imports: this very program, what the messages look like, the
// name that stands in them and in traces, the text.
Digest CompileCache::keyOf(const std::string& name, const Digest& text, const CompileOptions& options) {
    if (buildId_.empty()) buildId_ = buildId();
    bc::ByteWriter key;
    key.text(buildId_);
    key.flag(options.color);
    key.flag(options.warnings);
    key.flag(options.lint);
    key.unsignedInt(options.maxErrors);
    key.text(name);
    writeDigest(key, text);
    return digestOf(key.bytes());
}

std::optional<Digest> CompileCache::textOf(const std::string& file, ModuleFinder& finder) {
    auto [known, isNew] = texts_.try_emplace(file);
    if (isNew) {
        std::optional<std::string> text = finder.read(file);
        if (text) known->second = digestOf(*text);
    }
    return known->second;
}

// One question of a note: is the answer the same?
bool CompileCache::isStillSo(bc::ByteReader& note, ModuleFinder& finder) {
    std::string path(note.text());
    bool dotted = note.flag();
    std::string importer(note.text());
    auto kind = static_cast<ModuleFinder::Kind>(note.byte());
    std::string_view file = note.text();
    std::optional<Digest> text = readDigest(note);
    if (note.failed()) return false;
    auto [known, isNew] = found_.try_emplace(importer + (dotted ? '\1' : '\2') + path);
    if (isNew) known->second = finder.find(path, dotted, importer);
    if (known->second.kind != kind || known->second.file != file) return false;
    return kind != ModuleFinder::Kind::Source || textOf(known->second.file, finder) == text;
}

std::optional<CompileCache::Hit> CompileCache::find(const Digest& key, ModuleFinder& finder) {
    std::optional<BytecodeCache::Entry> entry = cache_.find(key);
    if (!entry) return std::nullopt;
    bc::ByteReader note(entry->note);
    Hit hit;
    hit.messages = note.text();
    for (size_t left = note.count(); left != 0; --left) {
        if (!isStillSo(note, finder)) return std::nullopt;
    }
    if (note.failed() || !note.atEnd()) return std::nullopt;
    std::optional<bc::BcModule> module = BytecodeCache::moduleOf(*entry);
    if (!module) return std::nullopt;
    hit.module = std::move(*module);
    return hit;
}

void CompileCache::store(const Digest& key, const std::string& name, const CompileResult& result,
                         const ImportRecorder& recorder) const {
    std::vector<Dependency> dependencies = dependenciesOf(name, recorder);
    bc::ByteWriter note;
    note.text(result.messages);
    note.unsignedInt(dependencies.size());
    for (const Dependency& each : dependencies) {
        note.text(each.question.path);
        note.flag(each.question.dotted);
        note.text(each.importer);
        note.byte(static_cast<uint8_t>(each.answer.kind));
        note.text(each.answer.file);
        writeDigest(note, recorder.textOf(each.answer.file));
    }
    cache_.store(key, note.bytes(), bc::writeModule(*result.module));
}

}  // namespace noodle::cli
