// Language errors: instances of error classes with fields message, cause, location, trace. What is kept at
// the first throw is only where the frames stood, in a hidden field; location and trace are made of it when
// somebody asks, since most errors are caught and dropped.
#pragma once

#include <string>
#include <string_view>

#include "runtime/object/class.h"

namespace noodle {

/// A new instance of an error class with this message (not thrown). Null only if even the reserve is gone.
Instance* newError(Mutator& m, Class* cls, std::string_view message);
/// Makes a new error pending; captures the trace through m.captureTrace. Returns Value::exception().
Value throwError(Mutator& m, Class* cls, std::string_view message);
Value throwTypeError(Mutator& m, std::string_view message);
Value throwValueError(Mutator& m, std::string_view message);
Value throwIndexError(Mutator& m, std::string_view message);
/// KeyError with .key set. The message is `text`, or without it what can be said of the key without running
/// code (runtime/entry has throwMissingKey, which shows every key).
Value throwKeyError(Mutator& m, Value key, std::string_view text = {});
Value throwOutOfMemory(Mutator& m);
Value throwStackOverflow(Mutator& m);
/// Throws any value: a class is instantiated, a non-error is wrapped in an Error (e.value keeps it), trace
/// set at first throw.
Value throwAny(Mutator& m, Value value, Value cause = Value::undef());

bool isError(Value v);
/// The places that the error went through when it was thrown, innermost first: a List of Strings, or whatever
/// a program put there; null if there are none.
Value errorTrace(Mutator& m, Instance* error);
/// The innermost place as "file:line"; null if it is not known.
Value errorLocation(Mutator& m, Instance* error);
/// Sets the fields trace and location if they are still to be made: for those who look at fields one by one.
void completeError(Mutator& m, Instance* object);
/// The message text of an error instance (its .message as string; "" if unset).
std::string errorMessage(Mutator& m, Value error);
/// True for errors that only their own name catches (CancelledError, LimitError, OutOfMemoryError,
/// InterruptError, SystemExit), and for Panic, whose name programs do not have.
bool isUncatchableByBase(Mutator& m, Value error);
/// A panic: nothing of a program may handle it, and no finally block runs for it.
bool isPanic(Mutator& m, Value error);

/// Well-known field symbols of errors.
struct ErrorFields {
    const Symbol *message, *cause, *location, *trace, *value;
    const Symbol* places;  ///< hidden: the VM's record (a Raw) until it is rendered
};
const ErrorFields& errorFields();

}  // namespace noodle
