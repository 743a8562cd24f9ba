#include "runtime/builtins/args.h"

#include "runtime/entry/arith.h"
#include "runtime/entry/iterate.h"
#include "runtime/entry/text.h"

namespace noodle {

namespace {

std::string_view typeText(Mutator& m, Value v) {
    return v.isUndef() ? "nothing" : typeNameOf(m, v);
}

/// How an error text names the function: natives that stand behind several names have none.
std::string callText(const char* function) {
    return function != nullptr ? joined(function, "()") : std::string("this function");
}

}  // namespace

bool ArgReader::mismatch(uint32_t i, const char* name, const char* expected) const {
    throwTypeError(m_, joined(callText(function_), " expects ", expected, " for '", name, "', got ",
                              typeText(m_, args_[i])));
    return false;
}

Value ArgReader::invalid(std::string_view text) const {
    return throwValueError(m_, joined(callText(function_), ": ", text));
}

bool ArgReader::string(uint32_t i, const char* name, String*& out) const {
    out = args_[i].as<String>();
    return out != nullptr || mismatch(i, name, "a string");
}

bool ArgReader::text(uint32_t i, const char* name, std::string_view& out) const {
    String* s = nullptr;
    if (!string(i, name, s) || !flatten(m_, s)) return false;
    out = view(m_, s);
    return true;
}

bool ArgReader::integer(uint32_t i, const char* name, int64_t& out) const {
    if (!isInt(args_[i])) return mismatch(i, name, "an int");
    out = toInt64(args_[i]);
    return true;
}

bool ArgReader::number(uint32_t i, const char* name, double& out) const {
    if (!isNumber(args_[i])) return mismatch(i, name, "a number");
    out = toDouble(args_[i]);
    return true;
}

bool ArgReader::callable(uint32_t i, const char* name, Value& out) const {
    out = args_[i];
    return (!out.isUndef() && isCallable(m_, out)) || mismatch(i, name, "a function");
}

bool ArgReader::list(uint32_t i, const char* name, List*& out) const {
    out = args_[i].as<List>();
    return out != nullptr || mismatch(i, name, "a List");
}

bool ArgReader::optBoolean(uint32_t i, const char* name, bool& out) const {
    if (!has(i)) return true;
    if (!args_[i].isBool()) return mismatch(i, name, "a bool");
    out = args_[i].isTrue();
    return true;
}

Value throwExpected(Mutator& m, const char* function, const char* expected, Value v) {
    return throwTypeError(m, joined(callText(function), " expects ", expected, ", got ", typeText(m, v)));
}

Value throwFrozen(Mutator& m, const char* function, const char* what) {
    return throwTypeError(m, joined(callText(function), ": this ", what, " is frozen"));
}

Value makePair(Mutator& m, Value a, Value b) {
    const Value both[2] = {a, b};
    return valueOrException(newTuple(m, both, 2));
}

}  // namespace noodle
