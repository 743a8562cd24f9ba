#include "runtime/gc/parallel_mark.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <new>
#include <utility>

#include "runtime/gc/heap_impl.h"

namespace noodle {
namespace {

/// An object to look at; of a long ValueStore the part from `from` on.
struct Item {
    HeapObject* object;
    uint64_t from;
};

struct Packet {
    static constexpr size_t kMost = 256;
    Item items[kMost];
    size_t count = 0;
    Packet* next = nullptr;
};

/// What workers have handed over. Whoever finds nothing here waits until somebody hands over something, or
/// until nobody who could is left.
class Pool {
  public:
    Pool() = default;
    ~Pool() {
        while (first_ != nullptr) delete std::exchange(first_, first_->next);
    }
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    void join() {
        std::lock_guard lock(mutex_);
        ++busy_;
    }
    void put(Packet* packet) {
        std::lock_guard lock(mutex_);
        packet->next = first_;
        first_ = packet;
        changed_.notify_one();
    }
    /// Null: all has been looked at, and the caller is no longer among those at work.
    Packet* take() {
        std::unique_lock lock(mutex_);
        --busy_;
        hungry_.fetch_add(1, std::memory_order_relaxed);
        changed_.wait(lock, [&] { return first_ != nullptr || busy_ == 0; });
        hungry_.fetch_sub(1, std::memory_order_relaxed);
        if (first_ == nullptr) {
            changed_.notify_all();
            return nullptr;
        }
        ++busy_;
        return std::exchange(first_, first_->next);
    }
    bool isHungry() const { return hungry_.load(std::memory_order_relaxed) != 0; }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    Packet* first_ = nullptr;
    size_t busy_ = 0;  // workers that may still hand over something
    std::atomic<uint32_t> hungry_{0};
};

/// One thread's part. A visitor of traceReferences().
class Worker {
  public:
    Worker(const Heap::Impl& heap, Pool& pool) : current_(heap.currentMark), pool_(pool) {
        items_.setLimit(heap.options.worklistLimit);
    }

    void mark(Value v) {
        if (v.isObject()) enqueue(v.asObject());
    }
    void markObject(HeapObject* o) {
        if (o != nullptr) enqueue(o);
    }

    void run() {
        pool_.join();
        while (Packet* packet = pool_.take()) {
            for (size_t i = 0; i < packet->count; ++i) add(packet->items[i]);
            delete packet;
            followAll();
        }
    }

    /// Adds what was found, and what is left to do, to the heap's.
    void finish(Heap::Impl& heap, Tracer& tracer) {
        heap.cycle.objects += counts_.objects;
        heap.cycle.bytes += counts_.bytes;
        tracer.weakRefs().add(weakRefs_);
        heap.greys.lost = heap.greys.lost || lost_;
        for (HeapObject* native : natives_) tracer.visit(native);
    }

  private:
    static constexpr uint64_t kPieceValues = 1024;
    static constexpr size_t kWaiting = 8;
    static constexpr size_t kGiveFrom = 2 * Packet::kMost;

    void add(Item item) {
        if (!items_.push(item)) lost_ = true;
    }
    /// As in Tracer: time to fetch the header.
    void enqueue(HeapObject* o) {
        __builtin_prefetch(o, 1);
        HeapObject* due = std::exchange(waiting_[next_], o);
        next_ = (next_ + 1) % kWaiting;
        if (due != nullptr) meet(due);
    }
    void flush() {
        for (HeapObject*& o : waiting_) {
            if (HeapObject* due = std::exchange(o, nullptr)) meet(due);
        }
    }
    /// Several may meet an object at once: who changes its mark looks at it.
    void meet(HeapObject* o) {
        std::atomic_ref<uint8_t> bits(o->gcBits);
        uint8_t seen = bits.load(std::memory_order_relaxed);
        do {
            const uint8_t mark = seen & HeapObject::kMarks;
            if (mark == current_ || mark == 0) return;
        } while (!bits.compare_exchange_weak(seen, seen ^ HeapObject::kMarks, std::memory_order_relaxed));
        if ((seen & HeapObject::kLarge) == 0) {
            Block* block = Block::of(o);
            std::atomic_ref<uint32_t>(block->marked).fetch_add(1, std::memory_order_relaxed);
            counts_.add(block->cellBytes);
        } else {
            counts_.add(LargeHeader::of(o)->objectBytes);
        }
        if (!Tracer::isLeaf(o)) add({o, 0});
    }
    void followAll() {
        while (true) {
            if (items_.empty()) flush();
            if (items_.empty()) return;
            follow(items_.pop());
            if (items_.size() >= kGiveFrom && pool_.isHungry()) give();
        }
    }
    void follow(Item item) {
        HeapObject* o = item.object;
        switch (o->kind) {
            case ObjectKind::ValueStore:
                return followStore(static_cast<ValueStore*>(o), item.from);
            case ObjectKind::WeakRef:
                return weakRefs_.add(static_cast<WeakRef*>(o));
            case ObjectKind::Native:
                if (!natives_.push(o)) lost_ = true;
                return;
            default:
                return traceReferences(o, *this);
        }
    }
    void followStore(ValueStore* store, uint64_t from) {
        uint64_t count = store->capacity - from;
        if (count > kPieceValues) {
            count = kPieceValues;
            add({store, from + count});
        }
        traceValues(store->values() + from, count, *this);
    }
    /// Without memory for a packet the others stay hungry.
    void give() {
        auto* packet = new (std::nothrow) Packet;
        if (packet == nullptr) return;
        while (packet->count < Packet::kMost) packet->items[packet->count++] = items_.pop();
        pool_.put(packet);
    }

    const uint8_t current_;
    Pool& pool_;
    TraceCounts counts_;
    WeakRefList weakRefs_;
    FallibleStack<HeapObject*> natives_;
    bool lost_ = false;  // some marked objects were not looked at
    FallibleStack<Item> items_;
    HeapObject* waiting_[kWaiting] = {};
    size_t next_ = 0;
};

/// Hands the greys to the pool. What finds no memory stays grey.
void share(Worklist& greys, Pool& pool) {
    auto fill = [&](auto& list, auto itemOf) {
        while (!list.empty()) {
            auto* packet = new (std::nothrow) Packet;
            if (packet == nullptr) return;
            while (!list.empty() && packet->count < Packet::kMost)
                packet->items[packet->count++] = itemOf(list.pop());
            pool.put(packet);
        }
    };
    fill(greys.objects, [](HeapObject* o) { return Item{o, 0}; });
    fill(greys.pieces, [](const Worklist::Piece& piece) { return Item{piece.store, piece.next}; });
}

}  // namespace

void markInParallel(Heap::Impl& heap, Workers& workers, Tracer& tracer) {
    const size_t count = workers.count();
    auto* crew = static_cast<Worker*>(std::malloc(count * sizeof(Worker)));
    if (crew == nullptr) return;
    Pool pool;
    share(heap.greys, pool);
    for (size_t i = 0; i < count; ++i) new (&crew[i]) Worker(heap, pool);
    workers.run(
        count, [](void* context, size_t i) { static_cast<Worker*>(context)[i].run(); }, crew);
    for (size_t i = 0; i < count; ++i) {
        crew[i].finish(heap, tracer);
        crew[i].~Worker();
    }
    std::free(crew);
    tracer.flush();
}

namespace {

struct SweepJob {
    Heap::Impl& heap;
    std::atomic<size_t> next{0};
};

void sweepPart(void* context, size_t) {
    constexpr size_t kAtOnce = 64;
    auto& job = *static_cast<SweepJob*>(context);
    const std::vector<Block*>& queue = job.heap.sweepQueue;
    while (true) {
        const size_t from = job.next.fetch_add(kAtOnce, std::memory_order_relaxed);
        if (from >= queue.size()) return;
        for (size_t i = from; i < std::min(from + kAtOnce, queue.size()); ++i) job.heap.sweepIfLeft(queue[i]);
    }
}

}  // namespace

void sweepInParallel(Heap::Impl& heap, Workers& workers) {
    SweepJob job{heap};
    workers.run(workers.count(), sweepPart, &job);
    heap.sweepQueue.clear();
}

}  // namespace noodle
