// FunctionRunner: one module whose functions are called from outside, again and again, and whose answers must
// not change: what `noodle bench` drives. Not a measurer, and not a way to run programs (Isolate::run).
// Belongs to the caller; the isolate must outlive it. Invariant: between calls no code of the program runs.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "vm/isolate/isolate.h"

namespace noodle {

class FunctionRunner {
  public:
    /// Why a program stopped: the exit status that stands for it, and the text to show.
    struct Stopped {
        int status;
        std::string report;
    };
    using Outcome = std::optional<Stopped>;  ///< nothing: all went well

    explicit FunctionRunner(Isolate& isolate) : isolate_(isolate) {}

    /// Runs the body of the module and what it started, but not its `main`. Called once, first, and by the
    /// thread that will make the calls.
    Outcome start(std::shared_ptr<const CodeUnit> unit);

    /// A function of the module itself that can be called without arguments. Functions that yield are not
    /// among them: a call would not run them.
    struct Callee {
        std::string name;
        std::string answer = "null";  ///< text of the first answer, from checkAnswer() on
        uint32_t variable = 0;
        bool answered = false;
        Value first = Value::undef();  ///< first answer if it is no object: objects are compared by text
    };
    /// Those in variables of the started module, in the order of the source.
    std::vector<Callee> callees() const;

    /// Calls the function `times` times; what it returns is awaited if it is a task. An answer that is a
    /// small number, a bool or null must be the first one each time.
    Outcome call(const Callee& callee, uint64_t times);
    /// Compares the text of the answer of the last call() with that of the first one, lets tasks end that
    /// nobody awaited, and flushes the program's output. Meant to stay outside of what is measured, so that a
    /// large answer costs nothing there.
    Outcome checkAnswer(Callee& callee);
    /// A full collection, so that the next call does not pay for the garbage of others.
    void collectGarbage() { isolate_.heap().collect(); }

  private:
    Stopped stopped();
    Stopped changed(const Callee& callee, Value now);

    Isolate& isolate_;
    UnitState* state_ = nullptr;
    Value last_ = Value::null();  // between call() and checkAnswer() only: nothing collects there
};

}  // namespace noodle
