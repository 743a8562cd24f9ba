// What each diagnostic means, at length: for `noodle explain` and the documentation. The texts are in
// explain_syntax.def and explain_meaning.def; the build fails when a code has none.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/diag/diag.h"

namespace noodle {

struct Explanation {
    std::string_view why;
    std::string_view failing;  // a program that gets the message; "" where it would be too long
    std::string_view mended;   // the same without the mistake
};
const Explanation& explanationOf(Diag code);

// "N0301", "n301" and "301" name the same code; nullopt for what is none.
std::optional<Diag> findDiag(std::string_view text);
// The message with `…` in the places of its arguments.
std::string titleOf(Diag code);
// All of it as text for a terminal.
std::string explainText(Diag code);

}  // namespace noodle
