// Argument checking for natives: one wording for every mistake ("split() expects a string for 'sep', got
// int"), receivers, small result makers and the poll counter of long loops. Knows no particular builtin.
// Protocol: a bool-returning reader is false with a TypeError pending; opt… readers leave `out` alone when
// the argument was not given or is null.
#pragma once

#include <string>
#include <string_view>

#include "runtime/entry/make.h"
#include "runtime/entry/message.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"

/// Returns the exception sentinel from a Value-returning function if `ok` is false.
#define NOODLE_REQUIRE(ok)                              \
    do {                                                \
        if (!(ok)) return ::noodle::Value::exception(); \
    } while (0)

namespace noodle {

class ArgReader {
  public:
    /// `function` is the name that error texts show, without parentheses; null for one that stands behind
    /// several names.
    ArgReader(Mutator& m, const char* function, const Args& args) : m_(m), function_(function), args_(args) {}

    /// Given and not null.
    bool has(uint32_t i) const { return !args_[i].isUndef() && !args_[i].isNull(); }
    const char* function() const { return function_; }

    bool string(uint32_t i, const char* name, String*& out) const;
    /// The view lives as long as the argument does.
    bool text(uint32_t i, const char* name, std::string_view& out) const;
    bool integer(uint32_t i, const char* name, int64_t& out) const;
    bool number(uint32_t i, const char* name, double& out) const;
    bool callable(uint32_t i, const char* name, Value& out) const;
    bool list(uint32_t i, const char* name, List*& out) const;

    bool optString(uint32_t i, const char* name, String*& out) const {
        return !has(i) || string(i, name, out);
    }
    bool optText(uint32_t i, const char* name, std::string_view& out) const {
        return !has(i) || text(i, name, out);
    }
    bool optInteger(uint32_t i, const char* name, int64_t& out) const {
        return !has(i) || integer(i, name, out);
    }
    bool optNumber(uint32_t i, const char* name, double& out) const {
        return !has(i) || number(i, name, out);
    }
    bool optCallable(uint32_t i, const char* name, Value& out) const {
        return !has(i) || callable(i, name, out);
    }
    bool optBoolean(uint32_t i, const char* name, bool& out) const;

    /// Throws "f() expects <expected> for 'name', got <type>"; always false.
    bool mismatch(uint32_t i, const char* name, const char* expected) const;
    /// Throws a ValueError "f(): <text>".
    Value invalid(std::string_view text) const;

  private:
    Mutator& m_;
    const char* function_;
    const Args& args_;
};

/// Throws "f() expects <expected>, got <type of v>".
Value throwExpected(Mutator& m, const char* function, const char* expected, Value v);
/// Throws TypeError "f(): this <what> is frozen".
Value throwFrozen(Mutator& m, const char* function, const char* what);

/// The receiver as layout T, or null with a TypeError pending (a method taken from its class may be called on
/// anything).
template <typename T>
T* receiver(Mutator& m, const Args& args, const char* function, const char* expected) {
    T* object = args.self.as<T>();
    if (object == nullptr) throwExpected(m, function, expected, args.self);
    return object;
}

inline Value ofOptional(std::optional<bool> b) {
    return b.has_value() ? Value::ofBool(*b) : Value::exception();
}
Value makePair(Mutator& m, Value a, Value b);
/// A negative index counts from the end; the result is clamped to 0 … length.
inline int64_t clampIndex(int64_t i, int64_t length) {
    if (i < 0) i += length;
    return i < 0 ? 0 : (i > length ? length : i);
}

/// Counts steps of a long loop and lets the engine in every 16 k of them.
class Ticker {
  public:
    explicit Ticker(Mutator& m) : m_(m) {}
    /// False: the program must stop (exception pending).
    bool tick() { return --left_ != 0 || refill(); }

  private:
    bool refill() {
        left_ = kSteps;
        return !m_.poll().isException();
    }
    static constexpr uint32_t kSteps = 16 * 1024;
    Mutator& m_;
    uint32_t left_ = kSteps;
};

}  // namespace noodle
