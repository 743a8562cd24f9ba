#include "vm/load/fuse.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace noodle {

namespace {

using enum bc::Opcode;
using bc::Opcode;
constexpr size_t kMaxFused = 4;
constexpr Opcode None = Opcode::Count;

struct Pattern {
    const char* name;
    SuperOpcode super;
    Opcode sequence[kMaxFused];

    constexpr size_t length() const {
        return static_cast<size_t>(std::find(sequence, sequence + kMaxFused, None) - sequence);
    }
};

constexpr Pattern kPatterns[] = {
#define SUPER(name, first, second, third, fourth) {#name, SuperOpcode::name, {first, second, third, fourth}},
#include "vm/load/super_opcodes.def"
#undef SUPER
};

/// The operator that a typed form is a form of.
Opcode plainForm(Opcode op) {
    switch (op) {
        case AddInt:
        case AddFloat:
            return Add;
        case SubInt:
        case SubFloat:
            return Sub;
        case MulInt:
        case MulFloat:
            return Mul;
        case DivFloat:
            return Div;
        case EqInt:
            return Eq;
        case NeInt:
            return Ne;
        case LtInt:
        case LtFloat:
            return Lt;
        case LeInt:
        case LeFloat:
            return Le;
        case GtInt:
        case GtFloat:
            return Gt;
        case GeInt:
        case GeFloat:
            return Ge;
        default:
            return op;
    }
}

struct Place {
    Opcode op;    ///< in its plain form
    uint32_t pc;  ///< of its opcode byte
};

std::vector<Place> placesOf(std::span<const uint8_t> code) {
    std::vector<Place> places;
    bc::Instruction in;
    for (uint32_t pc = 0; pc < code.size() && bc::decode(code, pc, in); pc = in.next)
        places.push_back({plainForm(in.op), pc});
    return places;
}

bool matches(const Pattern& pattern, std::span<const Place> rest) {
    size_t length = pattern.length();
    if (length > rest.size()) return false;
    for (size_t i = 0; i < length; ++i)
        if (pattern.sequence[i] != rest[i].op) return false;
    return true;
}

}  // namespace

const char* nameOfCode(uint8_t opcode) {
    if (opcode < bc::kOpcodeCount) return bc::nameOf(static_cast<Opcode>(opcode));
    return opcode < static_cast<uint8_t>(SuperOpcode::Count) ? kPatterns[opcode - bc::kOpcodeCount].name
                                                             : "?";
}

SuperOpcode findSuper(std::string_view name) {
    for (const Pattern& pattern : kPatterns)
        if (name == pattern.name) return pattern.super;
    return SuperOpcode::Count;
}

// From the end backwards, each place takes the pattern after which the fewest dispatches remain. Places
// inside a chosen pattern are marked too: jumps may lead there, and handlers that do only their first part go
// on there.
std::unique_ptr<uint8_t[]> fuse(std::span<const uint8_t> code, const FuseOptions& options) {
    auto own = std::make_unique_for_overwrite<uint8_t[]>(code.size());
    std::copy(code.begin(), code.end(), own.get());
    std::vector<Place> places = placesOf(code);
    std::vector<uint32_t> dispatches(places.size() + 1, 0);
    for (size_t i = places.size(); i-- > 0;) {
        dispatches[i] = 1 + dispatches[i + 1];
        for (const Pattern& pattern : kPatterns) {
            if (pattern.sequence[0] != places[i].op) continue;
            if (options.disabled[static_cast<uint8_t>(pattern.super)]) continue;
            if (!matches(pattern, std::span(places).subspan(i))) continue;
            uint32_t cost = 1 + dispatches[i + pattern.length()];
            bool alone = pattern.length() == 1;
            if (cost > dispatches[i] || (cost == dispatches[i] && !alone)) continue;
            dispatches[i] = cost;
            own[places[i].pc] = static_cast<uint8_t>(pattern.super);
        }
    }
    return own;
}

}  // namespace noodle
