#include "vm/jit/code/code_store.h"

#include <sys/stat.h>
#include <unistd.h>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

#include <optional>

namespace noodle::jit {

namespace {

/// What the processor can do.
std::string processor() {
    bc::ByteWriter out;
#if defined(__x86_64__)
    unsigned a = 0, b = 0, c = 0, d = 0;
    if (__get_cpuid(1, &a, &b, &c, &d) != 0)  // b tells which of several processors it is
        for (unsigned part : {a, c, d}) out.fixed(part, 4);
    if (__get_cpuid_count(7, 0, &a, &b, &c, &d) != 0)
        for (unsigned part : {b, c, d}) out.fixed(part, 4);
#endif
    return std::string(out.bytes());
}

/// Nobody else may write there. What does not exist yet will be made for the owner alone.
bool isOurs(const std::string& folder) {
    struct stat info;
    if (::stat(folder.c_str(), &info) != 0) return true;
    return info.st_uid == ::geteuid() && (info.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

void writeTables(bc::ByteWriter& out, const Fingerprint& fingerprint, const Outline& outline) {
    out.unsignedInt(outline.exits.size());
    for (const Outline::Exit& exit : outline.exits) {
        out.unsignedInt(fingerprint.numberOf(exit.state));
        out.byte(static_cast<uint8_t>(exit.kind));
        out.flag(exit.throwing);
        out.index(exit.cause == nullptr ? bc::kNone32 : fingerprint.numberOf(exit.cause));
    }
    out.unsignedInt(outline.places.size());
    for (const FrameState* state : outline.places)
        out.index(state == nullptr ? bc::kNone32 : fingerprint.numberOf(state));
}

std::optional<Outline> readTables(bc::ByteReader& in, const Fingerprint& fingerprint) {
    Outline outline;
    const auto& states = fingerprint.states();
    const auto& nodes = fingerprint.nodes();
    for (size_t left = in.count(); left != 0; --left) {
        const uint32_t state = in.u32();
        const uint8_t kind = in.byte();
        const bool throwing = in.flag();
        const uint32_t cause = in.index();
        if (state >= states.size() || kind > static_cast<uint8_t>(ExitPoint::Kind::Other))
            return std::nullopt;
        if (cause == bc::kNone32 ? !throwing : cause >= nodes.size()) return std::nullopt;
        outline.exits.push_back({states[state], static_cast<ExitPoint::Kind>(kind), throwing,
                                 cause == bc::kNone32 ? nullptr : nodes[cause]});
    }
    for (size_t left = in.count(); left != 0; --left) {
        const uint32_t state = in.index();
        if (state != bc::kNone32 && state >= states.size()) return std::nullopt;
        outline.places.push_back(state == bc::kNone32 ? nullptr : states[state]);
    }
    if (in.failed() || !in.atEnd()) return std::nullopt;
    return outline;
}

}  // namespace

CodeStore::CodeStore(const std::string& folder, uint64_t limitBytes, std::string_view build)
    : files_(folder, kNativeExtension, limitBytes), trusted_(isOurs(folder)) {
    bc::ByteWriter out;
    out.text(build);
    out.text(processor());
    build_ = out.bytes();
}

std::string CodeStore::noteOf(const Fingerprint& fingerprint) const {
    return build_ + std::string(fingerprint.text());
}

std::shared_ptr<CodeStore::Draft> CodeStore::draft() const {
    auto draft = std::make_shared<Draft>();
    draft->store_ = this;
    return draft;
}

void CodeStore::Draft::take(const Fingerprint& fingerprint, const Outline& outline) {
    usable_ = store_->trusted_ && fingerprint.complete();
    if (!usable_) return;
    note_ = store_->noteOf(fingerprint);
    key_ = digestOf(note_);
    bc::ByteWriter out;
    writeTables(out, fingerprint, outline);
    tables_ = out.bytes();
}

void CodeStore::Draft::keep(const CodeImage& image) const {
    if (!usable_) return;
    bc::ByteWriter body;
    image.write(body);
    body.raw(tables_);
    store_->files_.store(key_, note_, body.bytes());
}

std::unique_ptr<NativeUnit> CodeStore::find(const Fingerprint& fingerprint, const NativeHost& host) const {
    if (!trusted_ || !fingerprint.complete()) return nullptr;
    const std::string note = noteOf(fingerprint);
    std::optional<FileCache::Entry> entry = files_.find(digestOf(note));
    if (!entry.has_value() || entry->note != note) return nullptr;
    bc::ByteReader in(entry->body);
    const std::optional<CodeImage> image = CodeImage::read(in);
    if (!image.has_value()) return nullptr;
    const std::optional<Outline> outline = readTables(in, fingerprint);
    if (!outline.has_value()) return nullptr;
    std::unique_ptr<NativeUnit> unit = loadImage(*image, fingerprint.symbols(), host);
    if (unit == nullptr) return nullptr;
    fillTables(*unit, *outline);
    unit->fromCache = true;
    return unit;
}

}  // namespace noodle::jit
