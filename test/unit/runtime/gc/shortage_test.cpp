// The collector's lists cannot grow: nothing may be lost.
#include <catch2/catch.hpp>
#include <set>

#include "runtime/gc/fallible_stack.h"
#include "runtime/gc/heap.h"

using namespace noodle;

namespace {

constexpr size_t kShort = FallibleStack<HeapObject*>::kInPlace;

struct Table {
    ValueVector root;
    Heap& heap;
    ValueStore* store = nullptr;

    Table(Heap& h, uint64_t capacity) : root(h), heap(h) {
        store = heap.allocate<ValueStore>(capacity * 8);
        store->capacity = capacity;
        for (uint64_t i = 0; i < capacity; ++i) store->values()[i] = Value::undef();
        root.push(Value::ofObject(store));
    }
    void put(uint64_t i, HeapObject* o) {
        Value v = Value::ofObject(o);
        heap.writeBarrierAt(store, store->values() + i, v);
        store->values()[i] = v;
    }
    Cell* at(uint64_t i) { return store->values()[i].cast<Cell>(); }
};

Cell* newCell(Heap& heap, Value v) {
    ValueVector keep(heap);
    keep.push(v);
    Cell* cell = heap.allocate<Cell>();
    cell->value = v;
    return cell;
}
Cell* newChain(Heap& heap, int64_t number, int length) {
    Cell* cell = newCell(heap, Value::ofInt48(number));
    for (int i = 1; i < length; ++i) cell = newCell(heap, Value::ofObject(cell));
    return cell;
}
int64_t chainEnd(Cell* cell) {
    while (cell->value.isObject()) cell = cell->value.cast<Cell>();
    return cell->value.asInt48();
}

}  // namespace

TEST_CASE("a stack that cannot grow keeps what it has") {
    FallibleStack<int> stack;
    stack.setLimit(64);
    int pushed = 0;
    while (stack.push(pushed)) ++pushed;
    CHECK(pushed == 64);
    CHECK(stack.size() == 64);
    FallibleStack<int> other;
    CHECK(other.append(stack));
    CHECK(other.size() == 64);
    CHECK_FALSE(stack.append(other));
    CHECK(stack.size() == 64);
    while (pushed > 0) CHECK(stack.pop() == --pushed);
    CHECK(stack.empty());
}

TEST_CASE("marking goes on without memory for its lists") {
    // A million edges from one object: the widest that a list of greys can get.
    Heap heap({.youngBytes = 1 << 20, .worklistLimit = kShort});
    constexpr uint64_t kCount = 50'000;
    Table table(heap, kCount);
    for (uint64_t i = 0; i < kCount; ++i) table.put(i, newChain(heap, static_cast<int64_t>(i), 3));
    heap.collect();
    heap.verify();
    for (uint64_t i = 0; i < kCount; i += 2) table.put(i, newChain(heap, static_cast<int64_t>(i), 2));
    heap.collectYoung();
    heap.verify();
    heap.collect();
    heap.verify();
    CHECK(heap.stats().fullCollections >= 2);
    for (uint64_t i = 0; i < kCount; ++i) REQUIRE(chainEnd(table.at(i)) == static_cast<int64_t>(i));
}

TEST_CASE("what the barrier cannot log is found again") {
    Heap heap({.verify = true, .worklistLimit = kShort});
    constexpr uint64_t kCount = 1000;
    Table table(heap, kCount);
    for (uint64_t i = 0; i < kCount; ++i) table.put(i, newCell(heap, Value::null()));
    heap.collect();
    for (int round = 0; round < 3; ++round) {
        for (uint64_t i = 0; i < kCount; ++i) {
            Value young = Value::ofObject(newChain(heap, static_cast<int64_t>(i) + round, 2));
            heap.writeBarrier(table.at(i), young);
            table.at(i)->value = young;
        }
        heap.collectYoung();
        for (uint64_t i = 0; i < kCount; ++i)
            REQUIRE(chainEnd(table.at(i)) == static_cast<int64_t>(i) + round);
    }
}

TEST_CASE("weak references beyond the list are cleared too") {
    Heap heap({.verify = true, .worklistLimit = kShort});
    constexpr uint64_t kCount = 500;
    Table table(heap, kCount);
    Table targets(heap, kCount);
    for (uint64_t i = 0; i < kCount; ++i) {
        targets.put(i, newCell(heap, Value::null()));
        auto* ref = heap.allocate<WeakRef>();
        ref->target = targets.at(i);
        table.put(i, ref);
    }
    for (bool full : {false, true}) {
        for (uint64_t i = full ? 0 : 1; i < kCount; i += 2) targets.store->values()[i] = Value::undef();
        full ? heap.collect() : heap.collectYoung();
        uint64_t cleared = 0;
        for (uint64_t i = 0; i < kCount; ++i)
            cleared += table.store->values()[i].cast<WeakRef>()->target == nullptr;
        // A stale word of the stack may keep one alive.
        CHECK(cleared >= (full ? kCount : kCount / 2) - 3);
        CHECK(cleared <= (full ? kCount : kCount / 2));
    }
}

TEST_CASE("everything together, collecting at each allocation") {
    Heap heap({.stress = true, .verify = true, .worklistLimit = kShort});
    constexpr uint64_t kCount = 60;
    Table table(heap, kCount);
    for (int round = 0; round < 3; ++round) {
        for (uint64_t i = 0; i < kCount; ++i) {
            Cell* chain = newChain(heap, static_cast<int64_t>(i), 3);
            table.put((i * 7) % kCount, chain);
            chain->value = Value::ofInt48(static_cast<int64_t>(i));
        }
    }
    for (uint64_t i = 0; i < kCount; ++i)
        REQUIRE(chainEnd(table.at((i * 7) % kCount)) == static_cast<int64_t>(i));
}

TEST_CASE("a walk without memory for its list says so") {
    Heap heap{HeapOptions{}};
    Table table(heap, 100);
    for (uint64_t i = 0; i < 100; ++i) table.put(i, newChain(heap, static_cast<int64_t>(i), 3));
    FallibleStack<Heap::Reached> few;
    few.setLimit(kShort);
    CHECK_FALSE(heap.walk(few));
    CHECK(few.size() == kShort);
    FallibleStack<Heap::Reached> all;
    REQUIRE(heap.walk(all));
    CHECK(all.size() >= 301);
    // Each is there once, behind the one that leads to it.
    std::set<HeapObject*> seen;
    bool inOrder = true;
    for (size_t i = 0; i < all.size(); ++i) {
        seen.insert(all[i].object);
        inOrder = inOrder && (all[i].from < i || all[i].from >= Heap::kFromStack);
    }
    CHECK(inOrder);
    CHECK(seen.size() == all.size());
}
