#include "tools/cli/compile_cache.h"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "vm/bytecode/nbc.h"

namespace noodle::cli {

namespace {

// Along imports of imports; a chain that is longer counts as changed.
constexpr uint32_t kMaxDepth = 4000;

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

void writeTexts(bc::ByteWriter& out, const std::vector<std::string>& texts) {
    out.unsignedInt(texts.size());
    for (const std::string& text : texts) out.text(text);
}

std::vector<std::string> readTexts(bc::ByteReader& in) {
    std::vector<std::string> texts(in.count());
    for (std::string& text : texts) text = in.text();
    return texts;
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

// ---- what an entry says

// One answer that the result depends on, and what is compared of the module behind it.
struct CompileCache::Row {
    enum class Compare : uint8_t { Nothing, Text, Whole, Names };
    std::string path;
    bool dotted = false;
    std::string importer;
    ModuleFinder::Kind kind = ModuleFinder::Kind::Unknown;
    std::string file;
    Compare compare = Compare::Nothing;
    std::vector<std::string> names;
    std::optional<Digest> digest;

    void write(bc::ByteWriter& out) const {
        out.text(path);
        out.flag(dotted);
        out.text(importer);
        out.byte(static_cast<uint8_t>(kind));
        out.text(file);
        out.byte(static_cast<uint8_t>(compare));
        writeTexts(out, names);
        writeDigest(out, digest);
    }
    static Row read(bc::ByteReader& in) {
        Row row;
        row.path = in.text();
        row.dotted = in.flag();
        row.importer = in.text();
        row.kind = static_cast<ModuleFinder::Kind>(in.byte());
        row.file = in.text();
        row.compare = static_cast<Compare>(in.byte());
        row.names = readTexts(in);
        row.digest = readDigest(in);
        return row;
    }
};

struct CompileCache::Note {
    std::string messages;
    std::vector<Row> rows;
    bool hasSummary = false;
    ModuleSummary summary;         // without `imports`
    std::vector<Row> summaryRows;  // what that depends on

    std::string write() const;
    static std::optional<Note> read(std::string_view bytes);

  private:
    static void writeRows(bc::ByteWriter& out, const std::vector<Row>& rows) {
        out.unsignedInt(rows.size());
        for (const Row& row : rows) row.write(out);
    }
    static std::vector<Row> readRows(bc::ByteReader& in) {
        std::vector<Row> rows;
        for (size_t left = in.count(); left != 0; --left) rows.push_back(Row::read(in));
        return rows;
    }
};

std::string CompileCache::Note::write() const {
    bc::ByteWriter out;
    out.text(messages);
    writeRows(out, rows);
    out.flag(hasSummary);
    if (hasSummary) {
        out.flag(summary.complete);
        out.flag(summary.isCyclic);
        out.unsignedInt(summary.entries.size());
        for (const auto& [name, digest] : summary.entries) {
            out.text(name);
            writeDigest(out, digest);
        }
        writeRows(out, summaryRows);
    }
    return std::string(out.bytes());
}

std::optional<CompileCache::Note> CompileCache::Note::read(std::string_view bytes) {
    bc::ByteReader in(bytes);
    Note note;
    note.messages = in.text();
    note.rows = readRows(in);
    note.hasSummary = in.flag();
    if (note.hasSummary) {
        note.summary.complete = in.flag();
        note.summary.isCyclic = in.flag();
        for (size_t left = in.count(); left != 0; --left) {
            std::string name(in.text());
            note.summary.entries.emplace_back(std::move(name), readDigest(in).value_or(Digest()));
        }
        note.summaryRows = readRows(in);
    }
    if (in.failed() || !in.atEnd()) return std::nullopt;
    return note;
}

// ---- is it still so?

const Found& CompileCache::found(const Row& row, const Now& now) {
    auto [known, isNew] = found_.try_emplace(row.importer + (row.dotted ? '\1' : '\2') + row.path);
    if (isNew) known->second = now.finder.find(row.path, row.dotted, row.importer);
    return known->second;
}

bool CompileCache::isStillSo(const Row& row, const Now& now) {
    const Found& answer = found(row, now);
    if (answer.kind != row.kind || answer.file != row.file) return false;
    if (row.compare == Row::Compare::Nothing) return true;
    if (row.compare == Row::Compare::Text) return textOf(row.file, now.finder) == row.digest;
    const std::optional<ModuleSummary>& summary = summaryOf(answer, now);
    if (!summary || summary->isCyclic) return false;
    return (row.compare == Row::Compare::Names ? summary->of(row.names) : summary->whole()) == row.digest;
}

bool CompileCache::areStillSo(const std::vector<Row>& rows, const Now& now) {
    return std::ranges::all_of(rows, [&](const Row& row) { return isStillSo(row, now); });
}

const std::optional<ModuleSummary>& CompileCache::summaryOf(const Found& module, const Now& now) {
    auto [known, isNew] = seen_.try_emplace(module.file);
    std::optional<ModuleSummary>& seen = known->second;
    if (!isNew || depth_ == kMaxDepth) return seen;
    ++depth_;
    seen = findSummary(module, now);
    --depth_;
    return seen;
}

std::optional<ModuleSummary> CompileCache::findSummary(const Found& module, const Now& now) {
    if (module.kind != ModuleFinder::Kind::Source) return now.describe(module);
    std::optional<Digest> text = textOf(module.file, now.finder);
    if (!text) return std::nullopt;
    if (std::optional<BytecodeCache::Entry> entry = cache_.find(keyOf(module.file, *text, now.options))) {
        std::optional<Note> note = Note::read(entry->note);
        if (note && note->hasSummary && areStillSo(note->summaryRows, now)) return std::move(note->summary);
    }
    return now.describe(module);
}

std::optional<CompileCache::Hit> CompileCache::find(const Digest& key, const Now& now) {
    std::optional<BytecodeCache::Entry> entry = cache_.find(key);
    std::optional<Note> note = entry ? Note::read(entry->note) : std::nullopt;
    if (!note || !areStillSo(note->rows, now)) return std::nullopt;
    std::optional<bc::BcModule> module = BytecodeCache::moduleOf(*entry);
    if (!module) return std::nullopt;
    return Hit{std::move(note->messages), std::move(*module)};
}

// ---- storing

// The questions of the files behind an answer, and of the files that their answers name, and so on.
std::vector<CompileCache::Row> CompileCache::rowsOf(const std::vector<ImportUse>& uses,
                                                    const std::string& importer, bool byText,
                                                    const ImportRecorder& recorder) {
    using Compare = Row::Compare;
    std::vector<Row> rows;
    std::set<std::string> seen{importer};
    std::vector<std::string> open;
    auto addText = [&](const std::string& from, const ImportRecorder::Question& question,
                       const Found& answer) {
        bool isText = answer.kind == ModuleFinder::Kind::Source;
        rows.push_back({question.path,
                        question.dotted,
                        from,
                        answer.kind,
                        answer.file,
                        isText ? Compare::Text : Compare::Nothing,
                        {},
                        recorder.textOf(answer.file)});
        if (isText && seen.insert(answer.file).second) open.push_back(answer.file);
    };
    for (const ImportUse& use : uses) {
        const bool isFile = use.found.kind == ModuleFinder::Kind::Source;
        const bool counts = use.isKnown && !use.found.isFixed;
        if (isFile && (byText || use.isCyclic || !use.isKnown)) {
            addText(importer, {use.path, use.dotted}, use.found);
            continue;
        }
        Compare compare = !counts ? Compare::Nothing : use.byName ? Compare::Names : Compare::Whole;
        rows.push_back({use.path, use.dotted, importer, use.found.kind, use.found.file, compare, use.names,
                        counts ? std::optional(use.digest) : std::nullopt});
    }
    while (!open.empty()) {
        const std::string from = std::move(open.back());
        open.pop_back();
        const ImportRecorder::Answers* answers = recorder.answersOf(from);
        if (answers == nullptr) continue;
        for (const auto& [question, answer] : *answers) addText(from, question, answer);
    }
    return rows;
}

void CompileCache::store(const Digest& key, const std::string& name, const CompileResult& result,
                         const std::optional<ModuleSummary>& seen, const ImportRecorder& recorder) const {
    Note note;
    note.messages = result.messages;
    note.rows = rowsOf(result.imports, name, !result.messages.empty(), recorder);
    note.hasSummary = seen.has_value();
    if (seen) {
        note.summary = *seen;
        note.summaryRows = rowsOf(seen->imports, name, false, recorder);
    }
    cache_.store(key, note.write(), bc::writeModule(*result.module));
}

}  // namespace noodle::cli
