// What an error records of the stack when it is first thrown, and the texts made of it when somebody asks.
// Most errors are caught and dropped, so throwing copies a few words per frame and nothing else.

#include <algorithm>

#include "runtime/entry/message.h"
#include "runtime/loop/loop.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/string.h"
#include "vm/interp/ops.h"

namespace noodle {

namespace {

constexpr uint32_t kInnermost = 50, kOutermost = 50;
constexpr int kMaxAwaiters = 100;

using Place = Vm::CodePlace;

/// Collects places from the innermost outwards, keeping the first and the last ones.
class PlaceLog {
  public:
    void add(const Place& place) { places_[slotOf(total_++)] = place; }
    uint32_t kept() const { return std::min(total_, kInnermost + kOutermost); }
    uint32_t total() const { return total_; }
    /// Kept place `i`, innermost first.
    const Place& operator[](uint32_t i) const {
        return places_[slotOf(i < kInnermost ? i : total_ - kept() + i)];
    }

  private:
    /// A ring of the outermost places behind the fixed innermost ones.
    static uint32_t slotOf(uint32_t number) {
        return number < kInnermost ? number : kInnermost + (number - kInnermost) % kOutermost;
    }

    Place places_[kInnermost + kOutermost];
    uint32_t total_ = 0;
};

/// In a Raw: how many places there were, then those that were kept.
struct Record {
    uint64_t total;
    Place* places() { return reinterpret_cast<Place*>(this + 1); }
    uint64_t kept() const { return std::min<uint64_t>(total, kInnermost + kOutermost); }
};
static_assert(sizeof(Record) % alignof(Place) == 0);

/// The coroutine that waits for this one, be it through parallel, race or timeout.
Coroutine* awaiterOf(Mutator& m, const Coroutine* coroutine) {
    const Task* task = coroutine->task;
    for (int hop = 0; hop < kMaxAwaiters && task != nullptr && task->waiters != nullptr; ++hop) {
        const Task* next = nullptr;
        for (uint64_t i = 0; i < task->waiters->length; ++i) {
            const Value waiter = listGet(m, task->waiters, i);
            if (Coroutine* awaiter = waiter.as<Coroutine>()) return awaiter;
            if (next == nullptr) next = EventLoop::taskBehind(waiter);
        }
        task = next;
    }
    return nullptr;
}

template <typename Add>
void addAwaiters(Mutator& m, const Coroutine* coroutine, Add add) {
    Coroutine* awaiter = awaiterOf(m, coroutine);
    for (int i = 0; awaiter != nullptr && i < kMaxAwaiters; ++i) {
        add({static_cast<const Proto*>(awaiter->function->info), awaiter->pc == 0 ? 0 : awaiter->pc - 1,
             true});
        awaiter = awaiterOf(m, awaiter);
    }
}

/// The calls that compiled code has under way in an activation, innermost first. Its frames are linked by
/// their frame pointers, those of this program's functions among them.
template <typename Add>
void addNativePlaces(const Tiering& tiering, const NativeActivation& activation, Add add) {
    void** frame = activation.exit;
    while (frame != nullptr && static_cast<const void*>(frame) < activation.base) {
        auto address = reinterpret_cast<uintptr_t>(frame[1]);
        if (NativeUnit* unit = tiering.unitAt(address)) {
            int number = unit->placeOf(address);
            if (number >= 0)
                for (const CallPlace& place : unit->places[static_cast<size_t>(number)]) add(place);
        }
        frame = static_cast<void**>(frame[0]);
    }
}

std::string placeText(const Place& place) {
    std::string text = place.proto->unit->origin();
    if (uint32_t line = place.proto->lineAt(place.offset); line != 0) text += joined(':', line);
    return text;
}

}  // namespace

void Vm::visitCalls(PlaceVisitor visit, void* context) {
    auto add = [&](const Place& place) { visit(context, place); };
    for (Frame* frame = stack_.frame(); frame != stack_.beforeFirst(); --frame) {
        if ((frame->flags & kFrameShadow) != 0) continue;
        if ((frame->flags & kFrameNative) != 0) {
            addNativePlaces(*tiering_, *frame->activation, [&](const CallPlace& place) {
                add({place.state->proto, place.offset, false});
            });
            continue;
        }
        add({frame->proto(), frame->offset(), false});
        constexpr uint32_t kByLoop = kFrameResumed | kFrameEntry;
        if ((frame->flags & kByLoop) == kByLoop) addAwaiters(*this, frame->running(), add);
    }
}

void Vm::captureTrace(Value error) {
    Instance* object = error.as<Instance>();
    if (object == nullptr) return;
    PlaceLog log;
    visitCalls([](void* context, const Place& place) { static_cast<PlaceLog*>(context)->add(place); }, &log);
    Heap::ReserveScope reserve(heap_);
    const size_t bytes = sizeof(Record) + log.kept() * sizeof(Place);
    auto* raw = heap_.allocate<Raw>(bytes);
    if (raw == nullptr) return;  // without memory for a trace the error goes on without one
    raw->byteCapacity = bytes;
    auto* record = raw->data<Record>();
    record->total = log.total();
    for (uint32_t i = 0; i < log.kept(); ++i) record->places()[i] = log[i];
    if (!setField(*this, object, errorFields().places, Value::ofObject(raw))) takePending();
}

// "Dog.speak (zoo.nc:12)". One string per place of the code, however often it is asked for.
String* Vm::traceText(const Proto& proto, uint32_t offset, bool async) {
    const uint8_t* position = proto.code + offset;
    if (!async) {
        auto known = traceTexts_.find(position);
        if (known != traceTexts_.end()) return known->second;
    }
    std::string text =
        joined(async ? "async " : "", proto.displayName(), " (", placeText({&proto, offset, async}), ')');
    String* string = newStringLossy(*this, text);
    if (string != nullptr && !async) {
        traceTexts_.emplace(position, string);
        noteRootsChanged();
    }
    return string;
}

bool Vm::renderPlaces(Instance* error, Raw* raw) {
    auto* record = raw->data<Record>();
    List* trace = newList(*this);
    if (trace == nullptr) return false;
    const uint64_t omitted = record->total - record->kept();
    for (uint64_t i = 0; i < record->kept(); ++i) {
        if (omitted != 0 && i == kInnermost) {
            String* gap = newString(*this, joined("... ", omitted, " more calls ..."));
            if (gap == nullptr || !listAppend(*this, trace, Value::ofObject(gap))) return false;
        }
        const Place& place = record->places()[i];
        String* text = traceText(*place.proto, place.offset, place.async);
        if (text == nullptr || !listAppend(*this, trace, Value::ofObject(text))) return false;
    }
    const ErrorFields& fields = errorFields();
    if (record->total != 0 && getField(error, fields.location).isUndef()) {
        String* location = newStringLossy(*this, placeText(record->places()[0]));
        if (location == nullptr || !setField(*this, error, fields.location, Value::ofObject(location)))
            return false;
    }
    return !getField(error, fields.trace).isUndef() ||
           setField(*this, error, fields.trace, Value::ofObject(trace));
}

void Vm::renderTrace(Instance* error) {
    const Value places = getField(error, errorFields().places);
    if (!places.isKind(ObjectKind::Raw)) return;
    const Value pendingBefore = pending_;
    Heap::ReserveScope reserve(heap_);
    if (!renderPlaces(error, places.cast<Raw>())) pending_ = pendingBefore;
    if (!setField(*this, error, errorFields().places, Value::null())) pending_ = pendingBefore;
}

}  // namespace noodle
