#include "runtime/entry/iterate.h"
#include "runtime/entry/make.h"
#include "runtime/entry/member.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/loop/loop.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/map.h"
#include "runtime/object/string.h"
#include "vm/interp/cache.h"
#include "vm/interp/ops.h"

namespace noodle {

Value nextOf(Vm& vm, Value iterator) {
    return iteratorNext(vm, iterator);
}

// ---- unpacking
// -------------------------------------------------------------------------------------------------------

namespace {

/// The elements of `v` as a List: v itself, or what iterating it gives. `enough` limits how many are taken.
List* elementsOf(Vm& vm, Value v, uint64_t enough) {
    if (List* list = v.as<List>()) return list;
    List* list = newList(vm);
    if (list == nullptr) return nullptr;
    Value it = getIterator(vm, v);
    if (it.isException()) return nullptr;
    while (list->length < enough) {
        Value element = iteratorNext(vm, it);
        if (element.isUndef()) return list;
        if (element.isException() || !listAppend(vm, list, element)) return nullptr;
    }
    return closeIterator(vm, it).isException() ? nullptr : list;
}

/// Makes out[0..count) part of the traced stack before values are made for it.
void claim(Vm& vm, Value* out, size_t count) {
    std::fill_n(out, count, Value::undef());
    if (vm.stack().top() < out + count) vm.stack().setTop(out + count);
}

bool throwCount(Vm& vm, const char* relation, uint64_t expected, uint64_t given) {
    throwValueError(vm, joined("cannot unpack: expected ", relation, expected,
                               expected == 1 ? " value" : " values", ", got ", given));
    return false;
}

}  // namespace

bool unpack(Vm& vm, Value v, uint32_t n, Value* out) {
    if (Tuple* tuple = v.as<Tuple>(); tuple != nullptr && tuple->size() == n) {
        for (uint32_t i = 0; i < n; ++i) out[n - 1 - i] = tuple->elements()[i];
        return true;
    }
    List* list = elementsOf(vm, v, uint64_t{n} + 1);
    if (list == nullptr) return false;
    if (list->length != n) {
        bool more = list->length > n && !v.isKind(ObjectKind::List);
        if (!more) return throwCount(vm, "", n, list->length);
        throwValueError(vm,
                        joined("cannot unpack: expected ", n, n == 1 ? " value" : " values", ", got more"));
        return false;
    }
    claim(vm, out, n);
    for (uint32_t i = 0; i < n; ++i) {
        Value element = listGet(vm, list, i);
        if (element.isException()) return false;
        out[n - 1 - i] = element;
    }
    return true;
}

bool unpackRest(Vm& vm, Value v, uint32_t n, uint32_t rest, Value* out) {
    List* list = elementsOf(vm, v, UINT64_MAX);
    if (list == nullptr) return false;
    uint64_t fixed = n - 1;
    if (list->length < fixed) return throwCount(vm, "at least ", fixed, list->length);
    uint64_t surplus = list->length - fixed;
    claim(vm, out, n);
    for (uint32_t i = 0; i < n; ++i) {
        uint64_t index = i <= rest ? i : i - 1 + surplus;
        Value element = i == rest
                            ? valueOrException(listSlice(vm, list, rest, static_cast<int64_t>(surplus), 1))
                            : listGet(vm, list, index);
        if (element.isException()) return false;
        out[n - 1 - i] = element;
    }
    return true;
}

namespace {

bool isSequence(Value v) {
    return v.isKind(ObjectKind::List) || v.isKind(ObjectKind::Tuple);
}

/// The part of `v` that a name in `{a, b} = v` means.
Value partNamed(Vm& vm, Value v, String* name) {
    Map* map = v.as<Map>();
    if (map == nullptr) {
        bool may = checkAccess(vm, v, name, vm.stack().frame()->closure->homeClass);
        return may ? getMember(vm, v, name) : Value::exception();
    }
    Value part = mapGet(vm, map, Value::ofObject(name));
    return part.isUndef() ? throwMissingKey(vm, Value::ofObject(name)) : part;
}

/// A map of everything in `v` that is not named.
Value remainder(Vm& vm, Value v, std::span<String* const> names) {
    Map* map = newMap(vm);
    NOODLE_TRY_PTR(map);
    if (!extendMap(vm, Value::ofObject(map), v)) return Value::exception();
    for (String* name : names)
        if (mapRemove(vm, map, Value::ofObject(name)).isException()) return Value::exception();
    return Value::ofObject(map);
}

}  // namespace

bool unpackNames(Vm& vm, Value v, std::span<String* const> names, bool rest, Value* out) {
    auto n = static_cast<uint32_t>(names.size());
    if (isSequence(v)) return rest ? unpackRest(vm, v, n + 1, n, out) : unpack(vm, v, n, out);
    claim(vm, out, size_t{n} + rest);
    if (rest) {
        *out = remainder(vm, v, names);
        if (out->isException()) {
            *out = Value::undef();
            return false;
        }
        ++out;
    }
    for (uint32_t i = 0; i < n; ++i) {
        Value part = partNamed(vm, v, names[i]);
        if (part.isException()) return false;
        out[n - 1 - i] = part;
    }
    return true;
}

// ---- async iteration
// -------------------------------------------------------------------------------------------------

namespace {

bool isAsyncGenerator(Value v) {
    Coroutine* coroutine = v.as<Coroutine>();
    return coroutine != nullptr && coroutine->function->info->has(FunctionInfo::kAsync);
}

bool has(Vm& vm, Value v, Protocol protocol) {
    return findProtocol(vm, v, protocol).kind != MemberKind::None;
}

/// Passes the end of a step of a user's async iterator on to the Task that AsyncNext gave: StopIteration
/// becomes the end.
Value passOnStep(Mutator& m, Args args) {
    Task* request = args.self.as<Task>();
    Task* step = args[0].as<Task>();
    if (request == nullptr || step == nullptr) return Value::null();
    EventLoop& loop = EventLoop::of(m);
    Instance* error = step->result.as<Instance>();
    bool ended = error != nullptr && isSubclass(error->cls, m.types().stopIteration);
    step->observed = 1;
    if (step->flags == Task::kDone) {
        loop.complete(request, step->result);
    } else if (ended) {
        loop.complete(request, Value::undef());
    } else {
        loop.fail(request, step->result);
    }
    return Value::null();
}

constexpr NativeSpec kPassOnStep = {"passOnStep", "step", passOnStep, NativeSpec::kPlain};

Value requestStep(Vm& vm, Task* step) {
    Task* request = EventLoop::of(vm).newTask(nullptr, nullptr);
    NOODLE_TRY_PTR(request);
    NativeFunction* passOn = newNative(vm, kPassOnStep, Value::ofObject(request));
    NOODLE_TRY_PTR(passOn);
    if (step->flags != Task::kPending) {
        Value argument = Value::ofObject(step);
        NOODLE_TRY(vm.call(Value::ofObject(passOn), std::span<const Value>(&argument, 1)));
    } else if (!addWaiter(vm, step, Value::ofObject(passOn))) {
        return Value::exception();
    }
    return Value::ofObject(request);
}

}  // namespace

bool addWaiter(Vm& vm, Task* task, Value waiter) {
    if (task->waiters == nullptr) {
        List* waiters = newList(vm, 1);
        if (waiters == nullptr) return false;
        task->waiters = waiters;
        vm.heap().writeBarrier(task, waiters);
    }
    return listAppend(vm, task->waiters, waiter);
}

Value getAsyncIterator(Vm& vm, Value v) {
    if (isAsyncGenerator(v)) return v;
    if (has(vm, v, Protocol::AsyncIterator)) {
        Value it = callProtocol(vm, v, Protocol::AsyncIterator, {});
        if (it.isException() || isAsyncGenerator(it) || has(vm, it, Protocol::AsyncNext)) return it;
        return getIterator(vm, it);
    }
    return has(vm, v, Protocol::AsyncNext) ? v : getIterator(vm, v);
}

Value asyncNext(Vm& vm, Value iterator) {
    if (isAsyncGenerator(iterator)) return vm.requestNext(iterator.cast<Coroutine>());
    if (iterator.isKind(ObjectKind::Iterator) || iterator.isKind(ObjectKind::Coroutine))
        return iteratorNext(vm, iterator);
    Value step = callProtocol(vm, iterator, Protocol::AsyncNext, {});
    Task* task = step.as<Task>();
    return task == nullptr ? step : requestStep(vm, task);
}

}  // namespace noodle
