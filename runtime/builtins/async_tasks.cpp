#include <cmath>

#include "runtime/builtins/async.h"
#include "runtime/builtins/native_classes.h"
#include "runtime/entry/iterate.h"
#include "runtime/entry/make.h"
#include "runtime/loop/loop.h"

namespace noodle {

Task* finishedTask(Mutator& m, Value result) {
    EventLoop& loop = EventLoop::of(m);
    Task* task = loop.newTask(nullptr, nullptr);
    if (task != nullptr) loop.complete(task, result);
    return task;
}

Task* taskOf(Mutator& m, Value v) {
    if (Task* task = v.as<Task>()) return task;
    if (!isCallable(m, v)) return finishedTask(m, v);
    Value result = m.call(v, {});
    if (!result.isException())
        return result.isKind(ObjectKind::Task) ? result.cast<Task>() : finishedTask(m, result);
    if (isUncatchableByBase(m, m.pending())) return nullptr;
    EventLoop& loop = EventLoop::of(m);
    Value error = m.takePending();
    Task* failed = loop.newTask(nullptr, nullptr);
    if (failed != nullptr) loop.fail(failed, error);
    return failed;
}

namespace {

// The tasks named by `args`: one list (or other iterable) of them, or each argument one.
List* tasksOf(Mutator& m, Value first, List* rest) {
    List* sources = newList(m);
    if (sources == nullptr) return nullptr;
    bool isCollection = first.isKind(ObjectKind::List) || first.isKind(ObjectKind::Tuple) ||
                        first.isKind(ObjectKind::Set) || first.isKind(ObjectKind::Iterator) ||
                        first.isKind(ObjectKind::Coroutine);
    bool single = rest == nullptr || rest->length == 0;
    if (single && isCollection) {
        if (!collectInto(m, first, sources)) return nullptr;
    } else {
        if (!first.isUndef() && !listAppend(m, sources, first)) return nullptr;
        if (rest != nullptr && !listExtend(m, sources, rest)) return nullptr;
    }
    List* tasks = newList(m, sources->length);
    for (uint64_t i = 0; tasks != nullptr && i < sources->length; i++) {
        Task* task = taskOf(m, listGet(m, sources, i));
        if (task == nullptr || !listAppend(m, tasks, Value::ofObject(task))) return nullptr;
    }
    return tasks;
}

Value sleepFor(Mutator& m, const char* name, Args args, double scale) {
    ArgReader reader(m, name, args);
    double time = 0;
    if (!reader.number(0, scale == 1 ? "ms" : "seconds", time)) return Value::exception();
    if (std::isnan(time) || time < 0) return reader.invalid("the time must not be negative");
    return valueOrException(EventLoop::of(m).sleep(time * scale));
}

Value sleepMs(Mutator& m, Args args) {
    return sleepFor(m, "sleep", args, 1);
}
Value sleepSeconds(Mutator& m, Args args) {
    return sleepFor(m, "sleep", args, 1000);
}

Value parallelOf(Mutator& m, Args args) {
    List* tasks = tasksOf(m, args[0], args[1].as<List>());
    if (tasks == nullptr) return Value::exception();
    return valueOrException(EventLoop::of(m).parallel(tasks));
}

Value raceOf(Mutator& m, Args args) {
    List* tasks = tasksOf(m, args[0], args[1].as<List>());
    if (tasks == nullptr) return Value::exception();
    return valueOrException(EventLoop::of(m).race(tasks));
}

Value timeoutScaled(Mutator& m, const char* name, Args args, double scale) {
    ArgReader reader(m, name, args);
    double time = 0;
    if (!reader.number(1, scale == 1 ? "ms" : "timeout", time)) return Value::exception();
    Task* task = taskOf(m, args[0]);
    if (task == nullptr) return Value::exception();
    return valueOrException(EventLoop::of(m).timeout(task, time * scale));
}

Value timeoutMs(Mutator& m, Args args) {
    return timeoutScaled(m, "timeout", args, 1);
}
Value waitFor(Mutator& m, Args args) {
    return timeoutScaled(m, "wait_for", args, 1000);
}

Value runTask(Mutator& m, Args args) {
    Task* task = taskOf(m, args[0]);
    if (task == nullptr) return Value::exception();
    return m.runUntilDone(task);
}

Value createTask(Mutator& m, Args args) {
    return valueOrException(taskOf(m, args[0]));
}
Value newFuture(Mutator& m, Args) {
    return valueOrException(EventLoop::of(m).newTask(nullptr, nullptr));
}

// ---- members of Task
// ------------------------------------------------------------------------------------------------

Task* self(Mutator& m, const Args& args, const char* function) {
    return receiver<Task>(m, args, function, "a Task");
}

Value taskCancel(Mutator& m, Args args) {
    Task* task = self(m, args, "cancel");
    return task == nullptr ? Value::exception() : Value::ofBool(EventLoop::of(m).cancel(task));
}

Value taskIsDone(Mutator& m, Args args) {
    Task* task = self(m, args, "isDone");
    return task == nullptr ? Value::exception() : Value::ofBool(task->flags != Task::kPending);
}

Value taskIsCancelled(Mutator& m, Args args) {
    Task* task = self(m, args, "isCancelled");
    return task == nullptr ? Value::exception() : Value::ofBool(task->flags == Task::kCancelled);
}

Value taskResult(Mutator& m, Args args) {
    Task* task = self(m, args, "result");
    return task == nullptr ? Value::exception() : EventLoop::of(m).takeResult(task);
}

Value taskError(Mutator& m, Args args) {
    Task* task = self(m, args, "error");
    if (task == nullptr) return Value::exception();
    task->observed = 1;
    return task->flags == Task::kFailed || task->flags == Task::kCancelled ? task->result : Value::null();
}

Value taskName(Mutator& m, Args args) {
    Task* task = self(m, args, "name");
    if (task == nullptr) return Value::exception();
    return task->name != nullptr ? Value::ofObject(task->name) : Value::null();
}

Value taskId(Mutator& m, Args args) {
    Task* task = self(m, args, "id");
    return task == nullptr ? Value::exception() : makeInt(m, static_cast<int64_t>(task->id));
}

Value settle(Mutator& m, Args args, const char* function, bool ok) {
    Task* task = self(m, args, function);
    if (task == nullptr) return Value::exception();
    if (task->flags != Task::kPending)
        return throwValueError(m, std::string(function) + "(): the task is finished already");
    if (task->frame != nullptr) {
        return throwTypeError(
            m, std::string(function) + "() is for futures; this task is the result of an async function");
    }
    if (ok) {
        EventLoop::of(m).complete(task, args.get(0));
    } else {
        Value error = args.get(0);
        if (!isError(error)) return throwExpected(m, function, "an error", error);
        EventLoop::of(m).fail(task, error);
    }
    return Value::null();
}

Value taskSetResult(Mutator& m, Args args) {
    return settle(m, args, "setResult", true);
}
Value taskSetError(Mutator& m, Args args) {
    return settle(m, args, "setError", false);
}

constexpr NativeSpec kBuiltins[] = {
    {"sleep", "ms", sleepMs},
    {"parallel", "tasks=, ...more", parallelOf},
    {"race", "tasks=, ...more", raceOf},
    {"timeout", "task, ms", timeoutMs},
};

constexpr NativeSpec kTaskMembers[] = {
    {"cancel", "", taskCancel},
    {"isDone", "", taskIsDone},
    {"done", "", taskIsDone},
    {"isCancelled", "", taskIsCancelled},
    {"cancelled", "", taskIsCancelled},
    {"result", "", taskResult},
    {"error", "", taskError},
    {"exception", "", taskError},
    {"name", "", taskName, NativeSpec::kGetter},
    {"id", "", taskId, NativeSpec::kGetter},
    {"setResult", "value=", taskSetResult},
    {"set_result", "value=", taskSetResult},
    {"setError", "error", taskSetError},
    {"set_exception", "error", taskSetError},
};

constexpr NativeSpec kAsyncioFunctions[] = {
    {"sleep", "seconds", sleepSeconds},
    {"gather", "tasks=, ...more", parallelOf},
    {"run", "task", runTask},
    {"create_task", "task", createTask},
    {"createTask", "task", createTask},
    {"ensure_future", "task", createTask},
    {"wait_for", "task, timeout", waitFor},
    {"parallel", "tasks=, ...more", parallelOf},
    {"race", "tasks=, ...more", raceOf},
    {"timeout", "task, ms", timeoutMs},
    {"Future", "", newFuture},
};

template <NativeClassId id>
Value classValue(Mutator& m) {
    return valueOrException(nativeClass(m, id));
}

constexpr NativeConstant kAsyncioConstants[] = {
    {"Queue", classValue<NativeClassId::Queue>},
    {"Channel", classValue<NativeClassId::Queue>},
    {"Lock", classValue<NativeClassId::Lock>},
    {"Semaphore", classValue<NativeClassId::Semaphore>},
    {"Event", classValue<NativeClassId::Event>},
    {"CancelledError", [](Mutator& m) { return Value::ofObject(m.types().cancelledError); }},
    {"TimeoutError", [](Mutator& m) { return Value::ofObject(m.types().timeoutError); }},
};

}  // namespace

std::span<const NativeSpec> asyncBuiltins() {
    return kBuiltins;
}
std::span<const NativeSpec> taskMembers() {
    return kTaskMembers;
}

const NativeModule kAsyncioModule = {"asyncio", kAsyncioFunctions, kAsyncioConstants};

}  // namespace noodle
