// joined(): error texts from pieces. Not a formatter (text.h is) and not localised. Header only, no state.
#pragma once

#include <concepts>
#include <string>
#include <string_view>

namespace noodle {

inline void appendPiece(std::string& out, std::string_view piece) {
    out.append(piece);
}
template <std::integral T>
void appendPiece(std::string& out, T piece) {
    if constexpr (std::same_as<T, char>) {
        out.push_back(piece);
    } else {
        out.append(std::to_string(piece));
    }
}

/// The pieces (texts, characters and integers) one after the other.
template <typename... Pieces>
std::string joined(const Pieces&... pieces) {
    std::string out;
    (appendPiece(out, pieces), ...);
    return out;
}

}  // namespace noodle
