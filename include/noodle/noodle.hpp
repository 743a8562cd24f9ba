// noodle.hpp: noodle.h for C++20: values that release themselves, lambdas as host functions, results instead
// of status codes. Is not: more than noodle.h can do; everything here is inline and calls the C interface, so
// a program and a library of different compilers work together. No exceptions are thrown. Threads and
// lifetimes: as in noodle.h.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <functional>
#include <initializer_list>
#include <memory>
#include <memory_resource>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <noodle/noodle.h>

namespace noodle::embed {

/// What went wrong, with texts of its own.
struct Error {
    noodle_status status = NOODLE_OK;
    int exitCode = 0;
    std::string type, message, location, report;
};

/// A value or an Error.
template <typename T>
class [[nodiscard]] Result {
  public:
    Result(T value) : value_(std::move(value)) {}
    Result(Error error) : error_(std::move(error)) {}

    bool ok() const { return value_.has_value(); }
    explicit operator bool() const { return ok(); }
    /// Requires ok().
    T& operator*() { return *value_; }
    const T& operator*() const { return *value_; }
    T* operator->() { return &*value_; }
    const T* operator->() const { return &*value_; }
    T valueOr(T other) const { return ok() ? *value_ : std::move(other); }
    /// Requires !ok().
    const Error& error() const { return error_; }

  private:
    std::optional<T> value_;
    Error error_;
};

struct Done {};
using Outcome = Result<Done>;

class Runtime;

/// A value of a runtime, or a plain one. Copies share it; copying and destroying is allowed on any thread.
class Value {
  public:
    Value() : raw_(noodle_null()) {}
    Value(std::nullptr_t) : raw_(noodle_null()) {}
    Value(bool b) : raw_(noodle_bool(b)) {}
    template <typename T>
    requires(std::is_integral_v<T> && !std::is_same_v<T, bool>) Value(T i)
        : raw_(noodle_int(static_cast<int64_t>(i))) {}
    template <typename T>
    requires std::is_floating_point_v<T> Value(T d) : raw_(noodle_float(static_cast<double>(d))) {}
    Value(const Value& other) : raw_(other.raw_) { noodle_value_retain(raw_); }
    Value(Value&& other) noexcept : raw_(other.release()) {}
    Value& operator=(Value other) noexcept {
        std::swap(raw_, other.raw_);
        return *this;
    }
    ~Value() { noodle_value_release(raw_); }

    /// Takes over one reference.
    static Value adopt(noodle_value raw) {
        Value v;
        v.raw_ = raw;
        return v;
    }
    /// One reference more of a borrowed value.
    static Value borrow(noodle_value raw) {
        noodle_value_retain(raw);
        return adopt(raw);
    }
    /// Gives the reference to the caller.
    noodle_value release() noexcept { return std::exchange(raw_, noodle_null()); }
    const noodle_value& raw() const { return raw_; }

    noodle_type type() const { return raw_.type; }
    bool isNull() const { return raw_.type == NOODLE_NULL; }
    /// nullopt for a value of another type.
    std::optional<bool> asBool() const { return read<bool>(noodle_as_bool); }
    std::optional<int64_t> asInt() const { return read<int64_t>(noodle_as_int); }
    std::optional<double> asFloat() const { return read<double>(noodle_as_float); }
    /// Text of a string or bytes; valid as long as this value or a copy is there.
    std::optional<std::string_view> asText() const {
        const char* text = nullptr;
        size_t size = 0;
        if (noodle_as_text(raw_, &text, &size) != NOODLE_OK) return std::nullopt;
        return std::string_view(text, size);
    }
    /// The data of an opaque object of this tag; null for anything else.
    template <typename T>
    T* asOpaque(const char* tag) const {
        void* data = nullptr;
        return noodle_as_opaque(raw_, tag, &data) == NOODLE_OK ? static_cast<T*>(data) : nullptr;
    }

    /// Element of a list; nullopt out of range or for another type.
    std::optional<Value> at(size_t index) const {
        noodle_value element;
        if (noodle_list_get(raw_, index, &element) != NOODLE_OK) return std::nullopt;
        return adopt(element);
    }
    /// Element of a map.
    std::optional<Value> find(const Value& key) const {
        noodle_value element;
        if (noodle_map_get(raw_, key.raw_, &element) != NOODLE_OK) return std::nullopt;
        return adopt(element);
    }

  private:
    template <typename T>
    std::optional<T> read(noodle_status (*reader)(noodle_value, T*)) const {
        T out{};
        return reader(raw_, &out) == NOODLE_OK ? std::optional<T>(out) : std::nullopt;
    }

    noodle_value raw_;
};
static_assert(sizeof(Value) == sizeof(noodle_value), "arrays of Value are arrays of noodle_value");

/// Settings with the defaults filled in.
struct RuntimeConfig : noodle_config {
    RuntimeConfig() { noodle_config_init(this); }
};

/// What a host function gets.
struct Call {
    noodle_runtime* runtime;
    std::span<const noodle_value> arguments;

    size_t size() const { return arguments.size(); }
    /// Null where no argument was given.
    Value operator[](size_t i) const { return i < arguments.size() ? Value::borrow(arguments[i]) : Value(); }
};

/// What a host function gives: a value, or an error to throw in the program.
class Answer {
  public:
    Answer(Value value) : value_(std::move(value)) {}
    template <typename T>
    requires std::is_constructible_v<Value, T> Answer(T&& value) : value_(std::forward<T>(value)) {}
    /// `type`: a builtin error class.
    static Answer failure(std::string type, std::string message) {
        Answer answer{Value()};
        answer.type_ = std::move(type);
        answer.message_ = std::move(message);
        return answer;
    }

    noodle_status write(noodle_runtime* runtime, noodle_value* result) {
        if (!type_.empty()) return noodle_throw(runtime, type_.c_str(), message_.c_str());
        *result = value_.release();
        return NOODLE_OK;
    }

  private:
    Value value_;
    std::string type_, message_;
};

class Runtime {
  public:
    static Result<Runtime> create(const RuntimeConfig& config = RuntimeConfig()) {
        char message[512];
        noodle_runtime* raw = nullptr;
        noodle_status status = noodle_runtime_create(&config, &raw, message, sizeof message);
        if (status != NOODLE_OK) return Error{status, 0, {}, message, {}, std::string(message) + "\n"};
        return Runtime(raw);
    }
    /// One reference more of a runtime that exists: for host functions.
    static Runtime borrow(noodle_runtime* raw) {
        noodle_runtime_retain(raw);
        return Runtime(raw);
    }
    Runtime(const Runtime& other) : raw_(other.raw_) { noodle_runtime_retain(raw_); }
    Runtime(Runtime&& other) noexcept : raw_(std::exchange(other.raw_, nullptr)) {}
    Runtime& operator=(Runtime other) noexcept {
        std::swap(raw_, other.raw_);
        return *this;
    }
    ~Runtime() { noodle_runtime_release(raw_); }
    noodle_runtime* raw() const { return raw_; }

    // ---- programs
    Result<Value> loadText(const std::string& name, std::string_view text) {
        return make([&](noodle_value* out) {
            return noodle_load_text(raw_, name.c_str(), text.data(), text.size(), out);
        });
    }
    Result<Value> loadFile(const std::string& file) {
        return make([&](noodle_value* out) { return noodle_load_file(raw_, file.c_str(), out); });
    }
    Result<int> runText(const std::string& name, std::string_view text) {
        int32_t code = 0;
        noodle_status status = noodle_run_text(raw_, name.c_str(), text.data(), text.size(), &code);
        if (status != NOODLE_OK) return lastError(status);
        return static_cast<int>(code);
    }
    Result<int> runFile(const std::string& file) {
        int32_t code = 0;
        noodle_status status = noodle_run_file(raw_, file.c_str(), &code);
        if (status != NOODLE_OK) return lastError(status);
        return static_cast<int>(code);
    }
    Result<Value> eval(std::string_view text) {
        return make([&](noodle_value* out) { return noodle_eval(raw_, text.data(), text.size(), out); });
    }
    Result<Value> call(const Value& callee, std::span<const Value> arguments) {
        const auto* words = reinterpret_cast<const noodle_value*>(arguments.data());
        return make(
            [&](noodle_value* out) { return noodle_call(raw_, callee.raw(), words, arguments.size(), out); });
    }
    Result<Value> call(const Value& callee, std::initializer_list<Value> arguments = {}) {
        return call(callee, std::span<const Value>(arguments.begin(), arguments.size()));
    }
    Result<Value> callMethod(const Value& object, const char* name,
                             std::initializer_list<Value> arguments = {}) {
        const auto* words = reinterpret_cast<const noodle_value*>(arguments.begin());
        return make([&](noodle_value* out) {
            return noodle_call_method(raw_, object.raw(), name, words, arguments.size(), out);
        });
    }
    Result<Value> await(const Value& task) {
        return make([&](noodle_value* out) { return noodle_await(raw_, task.raw(), out); });
    }
    Result<noodle_poll_result> poll(uint64_t budgetUs) {
        noodle_poll_result result{};
        result.struct_size = sizeof result;
        noodle_status status = noodle_poll(raw_, budgetUs, &result);
        if (status != NOODLE_OK) return lastError(status);
        return result;
    }
    /// `done(Result<Value>)` is called by a later poll().
    template <typename F>
    Outcome start(const Value& callee, std::span<const Value> arguments, F done) {
        auto kept = std::make_unique<F>(std::move(done));
        auto ended = [](noodle_runtime* runtime, void* data, noodle_status status, noodle_value result) {
            std::unique_ptr<F> function(static_cast<F*>(data));
            if (status == NOODLE_OK) return (*function)(Result<Value>(Value::borrow(result)));
            (*function)(Result<Value>(Runtime::borrow(runtime).lastError(status)));
        };
        const auto* words = reinterpret_cast<const noodle_value*>(arguments.data());
        noodle_status status = noodle_start(raw_, callee.raw(), words, arguments.size(), ended, kept.get());
        if (status != NOODLE_OK) return lastError(status);
        static_cast<void>(kept.release());
        return Done{};
    }

    // ---- other threads
    /// Has the runtime's thread call `function(Runtime&)`; it is dropped uncalled if the runtime ends. Any
    /// thread.
    template <typename F>
    bool post(F function) {
        auto* kept = new F(std::move(function));
        auto run = [](noodle_runtime* runtime, void* data) {
            std::unique_ptr<F> owned(static_cast<F*>(data));
            Runtime self = Runtime::borrow(runtime);
            (*owned)(self);
        };
        return noodle_post(raw_, run, kept, [](void* data) { delete static_cast<F*>(data); }) == NOODLE_OK;
    }
    /// Any thread.
    void interrupt() { noodle_interrupt(raw_); }

    // ---- values
    Result<Value> string(std::string_view text) {
        return make([&](noodle_value* out) { return noodle_string(raw_, text.data(), text.size(), out); });
    }
    Result<Value> bytes(std::span<const std::byte> data) {
        return make([&](noodle_value* out) { return noodle_bytes(raw_, data.data(), data.size(), out); });
    }
    Result<Value> list(std::span<const Value> elements) {
        const auto* words = reinterpret_cast<const noodle_value*>(elements.data());
        return make([&](noodle_value* out) { return noodle_list(raw_, words, elements.size(), out); });
    }
    Result<Value> map() {
        return make([&](noodle_value* out) { return noodle_map(raw_, out); });
    }
    Result<Value> get(const Value& object, const char* name) {
        return make([&](noodle_value* out) { return noodle_get(raw_, object.raw(), name, out); });
    }
    Outcome set(const Value& object, const char* name, const Value& value) {
        return outcome(noodle_set(raw_, object.raw(), name, value.raw()));
    }
    Result<std::string> toText(const Value& value) {
        Result<Value> text = make([&](noodle_value* out) { return noodle_to_text(raw_, value.raw(), out); });
        if (!text) return text.error();
        return std::string(text->asText().value_or(""));
    }
    Result<Value> reflect(const Value& value) {
        return make([&](noodle_value* out) { return noodle_reflect(raw_, value.raw(), out); });
    }

    // ---- what the host gives
    /// `function` is called as Answer(Call).
    template <typename F>
    requires std::is_invocable_r_v<Answer, F&, const Call&> Result<Value> function(const char* name,
                                                                                   const char* signature,
                                                                                   F function) {
        auto run = [](noodle_runtime* runtime, void* data, const noodle_value* arguments, size_t count,
                      noodle_value* result) {
            Answer answer = (*static_cast<F*>(data))(Call{runtime, {arguments, count}});
            return answer.write(runtime, result);
        };
        auto* kept = new F(std::move(function));
        return make([&](noodle_value* out) {
            return noodle_function(
                raw_, name, signature, run, kept, [](void* data) { delete static_cast<F*>(data); }, out);
        });
    }
    template <typename F>
    requires std::is_invocable_r_v<Answer, F&, const Call&> Outcome define(const char* module,
                                                                           const char* name,
                                                                           const char* signature, F body) {
        Result<Value> made = function(name, signature, std::move(body));
        if (!made) return made.error();
        return define(module, name, *made);
    }
    Outcome define(const char* module, const char* name, const Value& value) {
        return outcome(noodle_module_set(raw_, module, name, value.raw()));
    }
    /// Owns `data` until no program holds it any more.
    template <typename T>
    Result<Value> opaque(const char* tag, std::unique_ptr<T> data) {
        T* kept = data.release();
        return make([&](noodle_value* out) {
            return noodle_opaque(
                raw_, tag, kept, [](void* dead) { delete static_cast<T*>(dead); }, out);
        });
    }

    // ---- errors and figures
    Error lastError(noodle_status status = NOODLE_ERROR_SCRIPT) const {
        noodle_error last{};
        last.struct_size = sizeof last;
        const bool same = noodle_last_error(raw_, &last) == NOODLE_OK && last.status == status;
        if (!same) return Error{status, 0, {}, noodle_status_text(status), {}, noodle_status_text(status)};
        return Error{last.status, last.exit_code, last.type, last.message, last.location, last.report};
    }
    std::vector<Error> errorHistory() const {
        std::vector<Error> history;
        size_t count = 0;
        noodle_error_count(raw_, &count);
        for (size_t i = 0; i < count; ++i) {
            noodle_error e{};
            e.struct_size = sizeof e;
            if (noodle_error_at(raw_, i, &e) != NOODLE_OK) break;
            history.push_back({e.status, e.exit_code, e.type, e.message, e.location, e.report});
        }
        return history;
    }
    void clearErrors() { noodle_clear_errors(raw_); }
    noodle_statistics_data statistics() const {
        noodle_statistics_data data{};
        data.struct_size = sizeof data;
        noodle_statistics(raw_, &data);
        return data;
    }

  private:
    explicit Runtime(noodle_runtime* raw) : raw_(raw) {}

    template <typename F>
    Result<Value> make(F function) const {
        noodle_value out = noodle_null();
        noodle_status status = function(&out);
        if (status != NOODLE_OK) return lastError(status);
        return Value::adopt(out);
    }
    Outcome outcome(noodle_status status) const {
        if (status != NOODLE_OK) return lastError(status);
        return Done{};
    }

    noodle_runtime* raw_ = nullptr;
};

/// Memory of the host's that counts in the heap limit of a runtime, for std::pmr containers. Allocates on the
/// runtime's thread alone; without room it throws std::bad_alloc, or ends the process where exceptions are
/// off.
class HeapResource final : public std::pmr::memory_resource {
  public:
    explicit HeapResource(Runtime runtime) : runtime_(std::move(runtime)) {}

  private:
    void* do_allocate(size_t bytes, size_t alignment) override {
        void* memory = noodle_allocate(runtime_.raw(), bytes, alignment);
        if (memory == nullptr) fail();
        return memory;
    }
    void do_deallocate(void* memory, size_t bytes, size_t alignment) override {
        noodle_deallocate(runtime_.raw(), memory, bytes, alignment);
    }
    bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override {
        return this == &other;
    }

    [[noreturn]] static void fail() {
#if defined(__cpp_exceptions)
        throw std::bad_alloc();
#else
        std::abort();
#endif
    }

    Runtime runtime_;
};

}  // namespace noodle::embed
