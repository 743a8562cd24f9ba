// Engine: errors of programs and of hosts.
#include "embed/engine.h"
#include "runtime/base/clock.h"
#include "runtime/entry/message.h"
#include "runtime/loop/loop.h"
#include "runtime/object/class.h"
#include "runtime/object/errors.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"

namespace noodle {

namespace {

bool is(Value error, const Class* cls) {
    const Instance* object = error.as<Instance>();
    return object != nullptr && isSubclass(object->cls, cls);
}

noodle_status statusOf(Mutator& m, Value error) {
    const CoreTypes& t = m.types();
    if (isPanic(m, error)) return NOODLE_ERROR_PANIC;
    if (is(error, t.limitError)) return NOODLE_ERROR_LIMIT;
    if (is(error, t.outOfMemoryError)) return NOODLE_ERROR_MEMORY;
    if (is(error, t.interruptError)) return NOODLE_ERROR_INTERRUPTED;
    return is(error, t.exitError) ? NOODLE_ERROR_EXIT : NOODLE_ERROR_SCRIPT;
}

}  // namespace

noodle_status Engine::misuse(noodle_status status, std::string message) {
    ErrorRecord record;
    record.status = status;
    record.report = message + "\n";
    record.message = std::move(message);
    record.timeNs = monotonicNs() - startedNs_;
    noodle_value_release(lastValue_);
    lastValue_ = noodle_null();
    errors_.setLast(std::move(record));
    return status;
}

noodle_status Engine::failLoading(const Failure& failure) {
    const bool missing = failure.exitCode == NOODLE_ERROR_NOT_FOUND || failure.systemError != 0;
    return misuse(missing ? NOODLE_ERROR_NOT_FOUND : NOODLE_ERROR_COMPILE, failure.message);
}

// Describing an error may run code of the program (a message that is an object) and may find no memory: what
// fails there is dropped, the error itself counts.
void Engine::describePending(ErrorRecord& record, Value error) {
    record.message = errorMessage(isolate_, error);
    record.report = isolate_.describeError(error);
    if (Instance* object = error.as<Instance>()) {
        record.type = className(object->cls);
        Value place = errorLocation(isolate_, object);
        if (String* text = place.as<String>()) record.location = view(isolate_, text);
    }
    if (isolate_.hasPending()) isolate_.takePending();
}

noodle_status Engine::failPending() {
    if (!isolate_.hasPending()) return misuse(NOODLE_ERROR_MEMORY, "out of memory");
    const Value error = isolate_.takePending();
    ErrorRecord record;
    record.status = statusOf(isolate_, error);
    if (record.status == NOODLE_ERROR_EXIT) record.exitCode = isolate_.statusOf(error);
    record.timeNs = monotonicNs() - startedNs_;
    {
        Heap::ReserveScope reserve(isolate_.heap());
        describePending(record, error);
    }
    noodle_value_release(lastValue_);
    lastValue_ = wrap(error);
    const noodle_status status = record.status;
    errors_.setLast(std::move(record));
    if (depth_ <= 1 && status != NOODLE_ERROR_EXIT) publishError(*errors_.last());
    return status;
}

void Engine::publishError(const ErrorRecord& record) {
    ++errorCount_;
    const bool panic = record.status == NOODLE_ERROR_PANIC;
    if (panic) ++panicCount_;
    if (!config_.enable_panic_handler) return;
    errors_.keepLast();
    noodle_error error{};
    error.struct_size = sizeof error;
    // A hook may call programs that fail in turn: what it is shown must not change under it.
    const ErrorRecord shown = record;
    noodle_value value = lastValue_;
    noodle_value_retain(value);
    shown.fill(&error, value);
    if (errorHook_.function != nullptr) errorHook_.function(owner_, errorHook_.data, &error);
    if (panic && panicHook_.function != nullptr) panicHook_.function(owner_, panicHook_.data, &error);
    noodle_value_release(value);
    if (errors_.last() == nullptr || errors_.last()->timeNs != shown.timeNs) errors_.setLast(shown);
}

void Engine::forgetErrors() {
    noodle_value_release(lastValue_);
    lastValue_ = noodle_null();
    errors_.clear();
}

void Engine::onTaskFailure(void* context, Task* task) {
    auto& self = *static_cast<Engine*>(context);
    self.isolate_.throwValue(task->result);
    self.failPending();
}

// ---- host functions that fail

Value Engine::takeHostError() {
    Value error = hostError_[0];
    hostError_[0] = Value::undef();
    return error;
}

// What the function asked for; the error of a call that it made and that failed this way; or the status as a
// text.
Value Engine::hostFailure(noodle_status status) {
    if (Value error = takeHostError(); !error.isUndef()) return throwAny(isolate_, error);
    const ErrorRecord* last = errors_.last();
    const bool passesOn = last != nullptr && last->status == status;
    if (passesOn && lastValue_.as.handle != nullptr && lastValue_.type == NOODLE_OBJECT)
        return isolate_.throwValue(lastValue_.as.handle->value);
    if (status == NOODLE_ERROR_MEMORY) return throwOutOfMemory(isolate_);
    Class* cls = status == NOODLE_ERROR_TYPE ? isolate_.types().typeError : isolate_.types().error;
    return throwError(isolate_, cls, passesOn ? last->message : std::string(noodle_status_text(status)));
}

}  // namespace noodle
