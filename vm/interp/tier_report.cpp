// What the tiers did, for people: a line for each unit, and an explanation for each function.
#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <string_view>

#include "vm/interp/tiering.h"

namespace noodle {

namespace {

std::string nameOf(const FunctionState& state) {
    return std::string(state.proto->displayName());
}

/// What an exit's reason means to the author of the program, and what could be changed.
struct Advice {
    std::string_view reason, meaning, change;
};
constexpr Advice kAdvice[] = {
    {"UnboxInt", "a value was no int of 48 bits",
     "declare the type, or keep other numbers out of this place"},
    {"UnboxFloat", "a value was no float", "declare the type, or make ints floats before they come here"},
    {"UnboxNumber", "a value was no number", "declare the type"},
    {"UnboxBool", "a value was no bool", "declare the type"},
    {"AddInt", "a sum did not fit 48 bits", ""},
    {"SubInt", "a difference did not fit 48 bits", ""},
    {"MulInt", "a product did not fit 48 bits", ""},
    {"DivFloat", "a divisor was zero", ""},
    {"GuardKind", "a value was of another kind than before",
     "let one kind of value come here, or test for null before"},
    {"GuardShape", "an object had other fields than those before",
     "set all fields in the constructor, in one order"},
    {"GuardType", "a value was of another declared type than before", ""},
    {"GuardWord", "a variable had another value than before", "make it const, or pass it as an argument"},
    {"GuardEpoch", "a class was changed", "define classes and their members before the loop"},
    {"GuardNotFrozen", "an object was frozen", ""},
    {"GuardListKind", "a list had other kinds of elements than before",
     "do not mix ints, floats and objects in one list"},
    {"GuardIndex", "an index was negative or past the end",
     "count from the front, and test the length before"},
    {"GuardNotWord", "a field or variable had no value yet", "give it a value when it is declared"},
};

std::string describe(const char* reason) {
    const auto* known = std::ranges::find(kAdvice, std::string_view(reason), &Advice::reason);
    if (known == std::end(kAdvice)) return reason;
    std::string text(known->meaning);
    if (!known->change.empty()) text += " (" + std::string(known->change) + ")";
    return text;
}

void explainUnit(const NativeUnit& unit, std::string& text) {
    char line[200];
    std::string what = "whole";
    if (unit.loop != NativeUnit::kWhole)
        what = "the loop at line " + std::to_string(unit.state->proto->lineAt(unit.loop));
    std::snprintf(line, sizeof line, "  compiled %s: %zu bytes of code in %.1f ms%s\n", what.c_str(),
                  unit.end - unit.begin, unit.compileMs, unit.discarded ? ", dropped later" : "");
    text += line;
    std::set<std::string> inlined;
    for (const auto& places : unit.places)
        for (const CallPlace& place : places)
            if (place.state != unit.state) inlined.insert(nameOf(*place.state));
    for (const ExitPoint& exit : unit.exits)
        for (const ExitFrame& frame : exit.frames)
            if (frame.state != unit.state) inlined.insert(nameOf(*frame.state));
    std::string names;
    for (const std::string& name : inlined) names += (names.empty() ? "" : ", ") + name;
    if (!names.empty()) text += "    contains " + names + "\n";
    for (const ExitPoint& exit : unit.exits) {
        if (exit.taken == 0) continue;
        const ExitFrame& at = exit.frames.back();
        text += "    left " + std::to_string(exit.taken) + (exit.taken == 1 ? " time" : " times") + " at " +
                nameOf(*at.state) + ", line " + std::to_string(at.state->proto->lineAt(at.offset)) + ": " +
                describe(exit.reason) + "\n";
    }
}

}  // namespace

std::string Tiering::report() const {
    std::string text;
    for (const NativeUnit* unit : units_) {
        char line[256];
        std::snprintf(line, sizeof line,
                      "  %-32s %-6s %6.2f ms (%.1f + %.1f + %.1f) %7zu bytes %4zu exits %6u taken%s%s\n",
                      nameOf(*unit->state).c_str(), unit->loop == NativeUnit::kWhole ? "whole" : "loop",
                      unit->compileMs, unit->liftMs, unit->optimiseMs,
                      unit->compileMs - unit->liftMs - unit->optimiseMs, unit->end - unit->begin,
                      unit->exits.size(), unit->bailouts, unit->discarded ? ", discarded" : "",
                      unit->fromCache ? ", kept" : "");
        text += line;
    }
    return text;
}

std::string Tiering::explain() const {
    std::vector<const FunctionState*> order;
    std::map<const FunctionState*, std::vector<const NativeUnit*>> units;
    for (const NativeUnit* unit : units_) {
        if (units[unit->state].empty()) order.push_back(unit->state);
        units[unit->state].push_back(unit);
    }
    std::ranges::sort(order, {}, [](const FunctionState* state) { return nameOf(*state); });
    std::string text;
    for (const FunctionState* state : order) {
        text += nameOf(*state) + "\n";
        for (const NativeUnit* unit : units[state]) explainUnit(*unit, text);
        if (state->native->whole == nullptr && state->native->attempts >= kMaxAttempts)
            text += "  stays in the interpreter: guesses about it failed " + std::to_string(kMaxAttempts) +
                    " times\n";
    }
    for (const Refusal& refusal : refusals_)
        text += nameOf(*refusal.state) + "\n  stays in the interpreter: " + refusal.reason + "\n";
    return text.empty() ? "nothing was hot enough to be compiled\n" : text;
}

}  // namespace noodle
