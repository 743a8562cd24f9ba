// What the write barrier remembers until the next collection.
//
// An old object carries kUnlogged. The first write clears it and puts the holder into the log; the next
// collection looks at all references of the holder and sets the bit again. So a holder costs one slow call
// between two collections however often it is written.
//
// That is wrong for a list of a million elements of which one changes: large ValueStores have cards, a byte
// per kCardBytes. Such a store keeps kUnlogged, and each write of a reference that matters sets the byte of
// its place. Matters: the value is young; while marking, also: it has no mark of this cycle yet.
//
// A carded store that is written without its place being known goes into the log like any other.
#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "runtime/gc/heap_impl.h"

namespace noodle {
namespace {

constexpr size_t kCardBytes = 32;

size_t cardsFor(size_t objectBytes) {
    return (objectBytes + kCardBytes - 1) / kCardBytes;
}

}  // namespace

size_t Heap::Impl::cardOf(const LargeHeader* header, const void* place) {
    auto start = reinterpret_cast<uintptr_t>(header) + LargeHeader::kBytes;
    return (reinterpret_cast<uintptr_t>(place) - start) / kCardBytes;
}

void Heap::Impl::remember(HeapObject* holder) {
    holder->gcBits &= static_cast<uint8_t>(~HeapObject::kUnlogged);
    if (!remembered.push(holder)) rememberedLost = true;
    ++stats.rememberedObjects;
}

/// Without memory for them the store is logged whole: slower, not wrong.
void Heap::Impl::makeCards(ValueStore* store) {
    LargeHeader* header = LargeHeader::of(store);
    header->cardCount = cardsFor(header->objectBytes);
    header->cards = static_cast<uint8_t*>(std::calloc(header->cardCount, 1));
    header->cardsDirty = false;
    if (header->cards != nullptr) store->gcBits |= HeapObject::kCarded;
}

/// The object has become longer.
void Heap::Impl::growCards(ValueStore* store) {
    LargeHeader* header = LargeHeader::of(store);
    size_t before = header->cardCount, count = cardsFor(header->objectBytes);
    if (count == before) return;
    auto* cards = static_cast<uint8_t*>(std::realloc(header->cards, count));
    if (cards == nullptr) {
        store->gcBits &= static_cast<uint8_t>(~HeapObject::kCarded);
        if ((store->gcBits & HeapObject::kUnlogged) != 0) remember(store);
        return;
    }
    std::memset(cards + before, 0, count - before);
    header->cards = cards;
    header->cardCount = count;
}

void Heap::Impl::markCards(LargeHeader* header, const Value* first, size_t count) {
    if (count == 0) return;
    size_t from = cardOf(header, first), to = cardOf(header, first + count - 1);
    std::memset(header->cards + from, 1, to - from + 1);
    if (header->cardsDirty) return;
    header->cardsDirty = true;
    dirtyStores.push_back(header);
}

/// Whoever leaves a dirty card makes the one that it comes to dirty. Cards are never cleaned here, so reading
/// one that was just made dirty costs a second look at a few values and loses none.
void Heap::Impl::shiftCards(LargeHeader* header, const Value* to, const Value* from, size_t count) {
    const auto* start = reinterpret_cast<const char*>(header->object());
    const size_t first = cardOf(header, from), last = cardOf(header, from + count - 1);
    auto shift = [&](size_t card) {
        const auto* begin = std::max(from, reinterpret_cast<const Value*>(start + card * kCardBytes));
        const auto* end =
            std::min(from + count, reinterpret_cast<const Value*>(start + (card + 1) * kCardBytes));
        markCards(header, to + (begin - from), static_cast<size_t>(end - begin));
    };
    if (to > from) {
        for (size_t card = last + 1; card-- > first;) {
            if (header->cards[card] != 0) shift(card);
        }
        return;
    }
    for (size_t card = first; card <= last; ++card) {
        auto* dirty = static_cast<uint8_t*>(std::memchr(header->cards + card, 1, last - card + 1));
        if (dirty == nullptr) return;
        card = static_cast<size_t>(dirty - header->cards);
        shift(card);
    }
}

/// Marking has looked at a part of it and goes on later: a value must not get from the one into the other.
bool Heap::Impl::isPartlyScanned(const ValueStore* store) const {
    return marking && std::any_of(greys.pieces.begin(), greys.pieces.end(),
                                  [&](const Worklist::Piece& piece) { return piece.store == store; });
}

void Heap::Impl::traceRemembered(Tracer& tracer) {
    auto look = [&](HeapObject* holder) {
        holder->gcBits |= HeapObject::kUnlogged;
        tracer.visit(holder);
    };
    for (HeapObject* holder : remembered) look(holder);
    remembered.clear();
    if (rememberedLost) {
        rememberedLost = false;
        forEachObject([&](HeapObject* o) {
            if (!isYoung(o) && (o->gcBits & HeapObject::kUnlogged) == 0) look(o);
        });
    }
    for (LargeHeader* header : dirtyStores) traceCards(header, tracer);
    dirtyStores.clear();
}

/// Dirty cards lie far apart: their values are fetched a few cards before they are looked at.
void Heap::Impl::traceCards(LargeHeader* header, Tracer& tracer) {
    constexpr size_t kAhead = 16;
    auto* store = static_cast<ValueStore*>(header->object());
    auto* start = reinterpret_cast<char*>(store);
    // The first card begins with the header of the store.
    auto look = [&](size_t card) {
        auto* from = reinterpret_cast<const Value*>(start + card * kCardBytes);
        const Value* end = store->values() + store->capacity;
        const Value* to = std::min(from + kCardBytes / sizeof(Value), end);
        from = std::max<const Value*>(from, store->values());
        if (from < to) tracer.markRange(from, static_cast<size_t>(to - from));
    };
    size_t waiting[kAhead], count = 0;
    uint8_t* const cardsEnd = header->cards + header->cardCount;
    for (uint8_t* card = header->cards; card != cardsEnd; ++card) {
        card = static_cast<uint8_t*>(std::memchr(card, 1, static_cast<size_t>(cardsEnd - card)));
        if (card == nullptr) break;
        *card = 0;
        auto number = static_cast<size_t>(card - header->cards);
        __builtin_prefetch(start + number * kCardBytes);
        if (count >= kAhead) look(waiting[count % kAhead]);
        waiting[count++ % kAhead] = number;
    }
    for (size_t i = count > kAhead ? count - kAhead : 0; i < count; ++i) look(waiting[i % kAhead]);
    header->cardsDirty = false;
}

void Heap::rememberSlow(HeapObject* holder, Value) {
    impl_->remember(holder);
}

void Heap::rememberSlotSlow(ValueStore* store, const Value* slot, Value value) {
    if ((store->gcBits & HeapObject::kCarded) == 0) return impl_->remember(store);
    if (!value.isObject()) return;
    uint8_t mark = value.asObject()->gcBits & HeapObject::kMarks;
    bool matters = mark == 0 || (impl_->marking && mark != impl_->currentMark);
    if (matters) impl_->markCards(LargeHeader::of(store), slot, 1);
}

void Heap::rememberRangeSlow(ValueStore* store, const Value* slot, size_t count) {
    if ((store->gcBits & HeapObject::kCarded) == 0) return impl_->remember(store);
    impl_->markCards(LargeHeader::of(store), slot, count);
}

/// A value may have left a dirty card, or a part that marking has not seen for one that it has.
void Heap::rememberMovedSlow(ValueStore* store, const Value* slot, size_t count) {
    bool carded = (store->gcBits & HeapObject::kCarded) != 0;
    if (impl_->marking || (carded && LargeHeader::of(store)->cardsDirty))
        rememberRangeSlow(store, slot, count);
}

void Heap::rememberShiftedSlow(ValueStore* store, const Value* to, const Value* from, size_t count) {
    if (count == 0 || to == from) return;
    if (impl_->isPartlyScanned(store)) return rememberRangeSlow(store, to, count);
    if ((store->gcBits & HeapObject::kCarded) == 0) return;  // it is not in the log: nothing in it is young
    LargeHeader* header = LargeHeader::of(store);
    if (header->cardsDirty) impl_->shiftCards(header, to, from, count);
}

}  // namespace noodle
