// Result<T>: a value or an error text, for what the environment or a file can get wrong. Not for language
// exceptions.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace noodle {

struct Failure {
    std::string message;
    int exitCode =
        74;  ///< The exit code that fits if nothing handles it (74: I/O, 3: does not compile, 5: limit …).
    int systemError = 0;  ///< errno where the operating system was the cause, else 0.
};

template <typename T>
class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Failure failure) : state_(std::in_place_index<1>, std::move(failure)) {}

    bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }
    T& value() { return *std::get_if<0>(&state_); }
    const T& value() const { return *std::get_if<0>(&state_); }
    Failure& failure() { return *std::get_if<1>(&state_); }
    const Failure& failure() const { return *std::get_if<1>(&state_); }

  private:
    std::variant<T, Failure> state_;
};

struct Unit {};
using Outcome = Result<Unit>;

}  // namespace noodle
