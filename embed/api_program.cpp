// The C interface: loading, running, calling, slices of work, errors. Contracts: include/noodle/noodle.h.
#include <cstring>

#include "embed/runtime_state.h"
#include "runtime/base/clock.h"
#include "runtime/entry/make.h"
#include "runtime/entry/member.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"
#include "vm/bytecode/nbc.h"

using namespace noodle;

namespace {

using LoadedUnit = Result<std::shared_ptr<const CodeUnit>>;

noodle_status load(Engine& e, LoadedUnit unit, noodle_value* module) {
    if (!unit.ok()) return e.failLoading(unit.failure());
    Engine::Entry entry(e);
    return e.give(valueOrException(e.isolate().load(std::move(unit.value()))), module);
}

noodle_status run(Engine& e, LoadedUnit unit, int32_t* exitCode) {
    if (!unit.ok()) return e.failLoading(unit.failure());
    Engine::Entry entry(e);
    bool ended = true;
    Value result = e.isolate().execute(std::move(unit.value()), ended);
    int32_t code = ended ? kStatusOk : kStatusFailed;
    if (result.isException()) {
        noodle_status status = e.failPending();
        if (status != NOODLE_ERROR_EXIT) return status;
        code = e.errors().last()->exitCode;
    } else if (isInt(result)) {
        code = static_cast<int32_t>(toInt64(result) & 0xFF);
    }
    if (exitCode != nullptr) *exitCode = code;
    return NOODLE_OK;
}

// Compiling takes the time of an entry too, but no limit of the program's.
LoadedUnit compileText(Engine& e, const char* name, const char* text, size_t size) {
    return e.loader().compileText(name == nullptr ? "<host>" : name,
                                  std::string(text == nullptr ? "" : text, size));
}

bool isText(const char* text, size_t size) {
    return text != nullptr || size == 0;
}

/// The arguments of a call as values on the stack or in a root.
class Arguments {
  public:
    Arguments(Engine& e, const noodle_value* given, size_t count) : words_(e.isolate().heap()) {
        if ((given == nullptr && count != 0) || count > kMost) {
            status_ = e.misuse(NOODLE_ERROR_ARGUMENT, "the arguments are null, or too many");
            return;
        }
        for (size_t i = 0; i < count && status_ == NOODLE_OK; ++i) {
            Value word;
            if (e.take(given[i], word, status_)) words_.push(word);
        }
    }
    noodle_status status() const { return status_; }
    std::span<const Value> values() { return {words_.data(), words_.size()}; }

  private:
    static constexpr size_t kMost = 250;  // what a call of the language can pass
    ValueVector words_;
    noodle_status status_ = NOODLE_OK;
};

}  // namespace

extern "C" {

noodle_status noodle_load_text(noodle_runtime* runtime, const char* name, const char* text, size_t size,
                               noodle_value* module) {
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        if (!isText(text, size)) return e.misuse(NOODLE_ERROR_ARGUMENT, "noodle_load_text: text is null");
        return load(e, compileText(e, name, text, size), module);
    });
}

noodle_status noodle_load_file(noodle_runtime* runtime, const char* file, noodle_value* module) {
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        if (file == nullptr) return e.misuse(NOODLE_ERROR_ARGUMENT, "noodle_load_file: file is null");
        return load(e, e.loader().load(file), module);
    });
}

noodle_status noodle_load_bytecode(noodle_runtime* runtime, const void* bytes, size_t size,
                                   noodle_value* module) {
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        if (bytes == nullptr) return e.misuse(NOODLE_ERROR_ARGUMENT, "noodle_load_bytecode: bytes is null");
        Result<bc::BcModule> read = bc::readModule({static_cast<const char*>(bytes), size});
        if (!read.ok()) return e.misuse(NOODLE_ERROR_COMPILE, read.failure().message);
        return load(e, CodeUnit::create(std::move(read.value())), module);
    });
}

noodle_status noodle_run_file(noodle_runtime* runtime, const char* file, int32_t* exit_code) {
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        if (file == nullptr) return e.misuse(NOODLE_ERROR_ARGUMENT, "noodle_run_file: file is null");
        return run(e, e.loader().load(file), exit_code);
    });
}

noodle_status noodle_run_text(noodle_runtime* runtime, const char* name, const char* text, size_t size,
                              int32_t* exit_code) {
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        if (!isText(text, size)) return e.misuse(NOODLE_ERROR_ARGUMENT, "noodle_run_text: text is null");
        return run(e, compileText(e, name, text, size), exit_code);
    });
}

noodle_status noodle_eval(noodle_runtime* runtime, const char* text, size_t size, noodle_value* result) {
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        if (!isText(text, size)) return e.misuse(NOODLE_ERROR_ARGUMENT, "noodle_eval: text is null");
        LoadedUnit unit = e.loader().compileInput(std::string(text == nullptr ? "" : text, size));
        if (!unit.ok()) return e.failLoading(unit.failure());
        Engine::Entry entry(e);
        std::string failure;
        Value value = e.isolate().evaluateInput(std::move(unit.value()), failure);
        if (value.isException() && !e.isolate().hasPending()) return e.misuse(NOODLE_ERROR_COMPILE, failure);
        return e.give(value, result);
    });
}

noodle_status noodle_call(noodle_runtime* runtime, noodle_value callee, const noodle_value* arguments,
                          size_t count, noodle_value* result) {
    return noodle_call_named(runtime, callee, arguments, count, nullptr, 0, result);
}

noodle_status noodle_call_named(noodle_runtime* runtime, noodle_value callee, const noodle_value* arguments,
                                size_t count, const char* const* names, size_t named, noodle_value* result) {
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        noodle_status status = NOODLE_OK;
        Value function;
        if (!e.take(callee, function, status)) return status;
        Arguments words(e, arguments, count);
        if (words.status() != NOODLE_OK) return words.status();
        if (named > count || (named != 0 && names == nullptr))
            return e.misuse(NOODLE_ERROR_ARGUMENT, "noodle_call_named: more names than arguments, or none");
        std::vector<String*> texts;  // interned, so they stay
        for (size_t i = 0; i < named; ++i) {
            if (names[i] == nullptr)
                return e.misuse(NOODLE_ERROR_ARGUMENT, "noodle_call_named: a name is null");
            String* name = e.isolate().intern(names[i]);
            if (name == nullptr) return e.failPending();
            texts.push_back(name);
        }
        return e.call(function, words.values(), texts, result);
    });
}

noodle_status noodle_call_method(noodle_runtime* runtime, noodle_value object, const char* name,
                                 const noodle_value* arguments, size_t count, noodle_value* result) {
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        noodle_status status = NOODLE_OK;
        Value receiver;
        if (!e.take(object, receiver, status)) return status;
        if (name == nullptr) return e.misuse(NOODLE_ERROR_ARGUMENT, "noodle_call_method: name is null");
        Arguments words(e, arguments, count);
        if (words.status() != NOODLE_OK) return words.status();
        String* method = e.isolate().intern(name);
        if (method == nullptr) return e.failPending();
        Engine::Entry entry(e);
        return e.give(callMethod(e.isolate(), receiver, method, words.values()), result);
    });
}

noodle_status noodle_await(noodle_runtime* runtime, noodle_value task, noodle_value* result) {
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        noodle_status status = NOODLE_OK;
        Value value;
        if (!e.take(task, value, status)) return status;
        Engine::Entry entry(e);
        if (Task* waited = value.as<Task>()) value = e.isolate().runUntilDone(waited);
        return e.give(value, result);
    });
}

// ---- slices

noodle_status noodle_start(noodle_runtime* runtime, noodle_value callee, const noodle_value* arguments,
                           size_t count, noodle_done_fn done, void* data) {
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        noodle_status status = NOODLE_OK;
        Value function;
        if (!e.take(callee, function, status)) return status;
        Arguments words(e, arguments, count);
        if (words.status() != NOODLE_OK) return words.status();
        Engine::Start job{callee, {}, done, data, noodle_null()};
        noodle_value_retain(callee);
        for (size_t i = 0; i < count; ++i) {
            noodle_value_retain(arguments[i]);
            job.arguments.push_back(arguments[i]);
        }
        e.start(std::move(job));
        return NOODLE_OK;
    });
}

noodle_status noodle_poll(noodle_runtime* runtime, uint64_t budget_us, noodle_poll_result* result) {
    if (noodle_status status = usable(runtime); status != NOODLE_OK) return status;
    if (runtime->engine->isBusy())
        return runtime->engine->misuse(NOODLE_ERROR_BUSY, "noodle_poll from inside a call");
    if (result != nullptr && result->struct_size < sizeof(size_t)) return NOODLE_ERROR_ARGUMENT;
    if (runtime->anyReleased.load(std::memory_order_relaxed)) settle(*runtime);
    const uint64_t begin = monotonicNs();
    constexpr uint64_t kMostUs = uint64_t{1} << 50;
    const uint64_t end = begin + std::min(budget_us, kMostUs) * 1000;
    noodle_poll_result filled{};
    noodle_status status = NOODLE_OK;
    {
        Engine::Busy busy(*runtime->engine);
        filled.posted = runPosted(*runtime, end);
        status = runtime->engine->work(end, filled);
        filled.worked_us = (monotonicNs() - begin) / 1000;
    }
    if (result != nullptr) {
        filled.struct_size = result->struct_size;
        std::memcpy(result, &filled, std::min(result->struct_size, sizeof filled));
    }
    if (runtime->abandoned) endIfAbandoned(runtime);
    return status;
}

// ---- errors

noodle_status noodle_last_error(noodle_runtime* runtime, noodle_error* error) {
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        const ErrorRecord* last = e.errors().last();
        if (error == nullptr) return NOODLE_ERROR_ARGUMENT;
        return last == nullptr ? noodle_status{NOODLE_ERROR_NOT_FOUND} : last->fill(error, e.lastValue());
    });
}

noodle_status noodle_error_count(noodle_runtime* runtime, size_t* count) {
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        if (count == nullptr) return NOODLE_ERROR_ARGUMENT;
        *count = e.errors().history().size();
        return NOODLE_OK;
    });
}

noodle_status noodle_error_at(noodle_runtime* runtime, size_t index, noodle_error* error) {
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        if (error == nullptr) return NOODLE_ERROR_ARGUMENT;
        const auto& history = e.errors().history();
        return index < history.size() ? history[index].fill(error, noodle_null())
                                      : noodle_status{NOODLE_ERROR_NOT_FOUND};
    });
}

noodle_status noodle_clear_errors(noodle_runtime* runtime) {
    return onRuntime(runtime, [](Engine& e) -> noodle_status {
        e.forgetErrors();
        return NOODLE_OK;
    });
}

noodle_status noodle_set_error_hook(noodle_runtime* runtime, noodle_error_hook hook, void* data) {
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        e.setErrorHook(hook, data);
        return NOODLE_OK;
    });
}

noodle_status noodle_set_panic_hook(noodle_runtime* runtime, noodle_error_hook hook, void* data) {
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        e.setPanicHook(hook, data);
        return NOODLE_OK;
    });
}

}  // extern "C"
