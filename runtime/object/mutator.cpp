#include "runtime/object/mutator.h"

#include <bit>
#include <iterator>

#include "runtime/base/check.h"
#include "runtime/base/hash.h"
#include "runtime/object/caches.h"
#include "runtime/object/class.h"
#include "runtime/object/errors.h"
#include "runtime/object/native_object.h"
#include "runtime/object/string.h"
#include "runtime/object/work.h"

namespace noodle {

/// Open addressing over the text of the strings; never shrinks, at most two thirds full.
struct Mutator::InternTable {
    std::vector<String*> slots = std::vector<String*>(1024, nullptr);
    size_t count = 0;

    /// The slot that holds `text`, or the empty one where it belongs.
    size_t slotOf(std::string_view text, uint32_t hash) const {
        size_t mask = slots.size() - 1;
        size_t slot = hash & mask;
        while (slots[slot] != nullptr) {
            String* s = slots[slot];
            if (s->aux == hash && std::string_view(s->inlineBytes(), s->byteLength) == text) break;
            slot = (slot + 1) & mask;
        }
        return slot;
    }
    void insert(size_t slot, String* s) {
        slots[slot] = s;
        if (++count * 3 < slots.size() * 2) return;
        std::vector<String*> old(slots.size() * 2, nullptr);
        old.swap(slots);
        for (String* known : old) {
            if (known != nullptr)
                slots[slotOf({known->inlineBytes(), known->byteLength}, known->aux)] = known;
        }
    }
};

bool chargeWork(Mutator& m, uint64_t units) {
    constexpr uint64_t kUnitsBetweenPolls = 16 * 1024;
    uint64_t& work = m.caches().work;
    work += units;
    if (work < kUnitsBetweenPolls) return true;
    work = 0;
    return !m.poll().isException();
}

bool mayBecomeText(Mutator& m, uint64_t bytes) {
    if (bytes > kMaxStringBytes) {
        throwError(m, m.types().overflowError, "the string is too long");
        return false;
    }
    const size_t limit = m.heap().options().limitBytes;
    if (limit == 0 || bytes <= limit) return true;
    throwOutOfMemory(m);
    return false;
}

void Mutator::Caches::trace(Marker& marker) {
    for (String* s : latin1) marker.markObject(s);
    marker.markObject(empty);
    marker.markObject(outOfMemory);
    for (String* s : {equals, dunderEquals, hash, dunderHash}) marker.markObject(s);
    for (auto& [cls, specs] : nativeMembers) marker.markObject(cls);
}

namespace {

/// Process-wide descriptions of the builtin types, one per row of core_types.def.
struct CoreInfos {
#define CORE_TYPE(field, name, super, flags) ClassInfo field = make(name, flags);
#define CORE_ERROR(field, name, super) ClassInfo field = make(name, Class::kError | Class::kBuiltin);
#include "runtime/object/core_types.def"
#undef CORE_TYPE
    CoreInfos() {
        for (const char* name : {"message", "cause", "location", "trace", "$places"})
            error.fields.push_back(FieldInfo{.name = name});
    }
    static ClassInfo make(const char* name, uint16_t flags) {
        ClassInfo info;
        info.name = name;
        info.flags = flags;
        return info;
    }
};

const CoreInfos& coreInfos() {
    static const auto* infos = new CoreInfos();
    return *infos;
}

void createCoreTypes(Mutator& m, CoreTypes& types) {
    const CoreInfos& infos = coreInfos();
    [[maybe_unused]] Class* const none = nullptr;
    {
#define CORE_TYPE(field, name, superField, flags) \
    m.noteNewRoot(types.field = newClass(m, &infos.field, superField, nullptr));
#define CORE_ERROR(field, name, superField)
#include "runtime/object/core_types.def"
#undef CORE_TYPE
    }
#define CORE_TYPE(field, name, superField, flags)
#define CORE_ERROR(field, name, superField) \
    m.noteNewRoot(types.field = newClass(m, &infos.field, types.superField, nullptr));
#include "runtime/object/core_types.def"
#undef CORE_TYPE
}

void finalizeObject(void* mutator, HeapObject* dead) {
    if (dead->kind == ObjectKind::Native) {
        destroyNative(static_cast<Native*>(dead));
    } else {
        static_cast<Mutator*>(mutator)->onDeath(dead);
    }
}

}  // namespace

Mutator::Mutator(const HeapOptions& heapOptions, uint64_t hashSeed)
    : heap_(heapOptions),
      hashSeed_(hashSeed),
      visiting_(heap_),
      interned_(std::make_unique<InternTable>()),
      caches_(std::make_unique<Caches>()) {
    heap_.addRoots(this);
    heap_.setFinalizerHook(finalizeObject, this);
    heap_.setNativeTracer(traceNativePayload);
    // Nothing may fail before the error classes exist, so the limit starts to hold after this.
    heap_.changeOptions().limitBytes = 0;
    createCoreTypes(*this, types_);
    Caches& c = *caches_;
    c.empty = intern("");
    c.equals = intern("equals");
    c.dunderEquals = intern("__eq__");
    c.hash = intern("hash");
    c.dunderHash = intern("__hash__");
    c.outOfMemory = newError(*this, types_.outOfMemoryError, "out of memory");
    noteNewRoot(c.outOfMemory);
    heap_.changeOptions().limitBytes = heapOptions.limitBytes;
}

bool Mutator::fitField(const Class*, const FieldInfo&, Value&) {
    return true;
}

Mutator::~Mutator() {
    heap_.finalizeAll();
    heap_.setFinalizerHook(nullptr, nullptr);
    heap_.removeRoots(this);
}

String* Mutator::intern(std::string_view text) {
    uint32_t hash = hashBytes32(text.data(), text.size(), hashSeed_);
    size_t slot = interned_->slotOf(text, hash);
    if (String* known = interned_->slots[slot]) return known;
    String* s = newInternedString(*this, text, hash);
    if (s == nullptr) return nullptr;
    interned_->insert(slot, s);
    noteNewRoot(s);
    return s;
}

void Mutator::traceRoots(Marker& marker) {
    marker.mark(pending_);
    for (HeapObject* o : newRoots_) marker.markObject(o);
    if (marker.settles()) newRoots_.clear();
    if (marker.onlyChanged()) return;
#define CORE_TYPE(field, name, super, flags) marker.markObject(types_.field);
#define CORE_ERROR(field, name, super) marker.markObject(types_.field);
#include "runtime/object/core_types.def"
#undef CORE_TYPE
    for (String* s : interned_->slots) marker.markObject(s);
    caches_->trace(marker);
}

}  // namespace noodle
