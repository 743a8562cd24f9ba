// The algorithms over iterables that builtin functions and members share: mapping, filtering, folding,
// searching, aggregating. Each returns the exception sentinel on failure. Internal to this folder.
#pragma once

#include "runtime/builtins/each.h"

namespace noodle {

/// Results of map/filter/zip/enumerate over it are lazy: iterators, generators and objects of classes.
/// Collections are not.
bool isLazySource(Value v);

inline Value callOne(Mutator& m, Value f, Value a) {
    return m.call(f, std::span<const Value>(&a, 1));
}
inline Value callTwo(Mutator& m, Value f, Value a, Value b) {
    const Value both[2] = {a, b};
    return m.call(f, both);
}
/// truthOf(f(v)), or truthOf(v) for an undef f. nullopt: exception.
std::optional<bool> test(Mutator& m, Value f, Value v);

/// A list, or a lazy iterator for a lazy source.
Value mapOver(Mutator& m, Value xs, Value f);
/// As mapOver; an undef `f` keeps what is truthy.
Value filterOver(Mutator& m, Value xs, Value f);
Value enumerateOver(Mutator& m, Value xs, int64_t start);
Value zipOver(Mutator& m, List* sources);
/// Left fold; an undef `start` begins with the first element (TypeError if there is none).
Value reduceOver(Mutator& m, const char* function, Value xs, Value start, Value f);
/// An undef `start` begins with the first element; a bool counts as 0 or 1.
Value sumOver(Mutator& m, Value xs, Value start);
/// The least or greatest element by `key` (undef: itself); `fallback` for none (undef: ValueError).
Value extremeOver(Mutator& m, bool greatest, Value xs, Value key, Value fallback);
enum class Quantifier { Any, All, None };
constexpr const char* quantifierName(Quantifier q) {
    return q == Quantifier::Any ? "any" : q == Quantifier::All ? "all" : "none";
}
Value quantify(Mutator& m, Quantifier q, Value xs, Value f);
/// Puts each pair of `xs` (or each entry of a map) in `into`.
[[nodiscard]] bool putPairs(Mutator& m, Map* into, Value xs);
/// Splits a pair (tuple or list of two). False: exception.
[[nodiscard]] bool splitPair(Mutator& m, Value pair, Value& first, Value& second);

}  // namespace noodle
