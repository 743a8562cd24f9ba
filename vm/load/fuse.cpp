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
    Opcode op;                 ///< in its plain form
    bool knowsCallee = false;  ///< a Call whose callee is the same whenever it runs
    bc::Instruction in;
};

std::vector<Place> placesOf(std::span<const uint8_t> code) {
    std::vector<Place> places;
    bc::Instruction in;
    for (uint32_t pc = 0; pc < code.size() && bc::decode(code, pc, in); pc = in.next)
        places.push_back({plainForm(in.op), false, in});
    return places;
}

// Finds the calls whose callee is a variable that keeps its value: walks the code in order with the top of
// the operand stack in mind, of which each word is such a value or not. What lies below is not known where
// paths meet.
class CalleeFinder {
  public:
    CalleeFinder(const FuseInput& input, std::vector<Place>& places) : input_(input), places_(places) {}

    void run() {
        findMeetings();
        for (Place& place : places_) {
            if (meetings_[place.in.pc]) fixed_.clear();
            if (place.op == Call) place.knowsCallee = isFixed(place.in.operand('n'));
            step(place.in);
        }
    }

  private:
    void findMeetings() {
        meetings_.resize(input_.function.code.size() + 1);
        for (const Place& place : places_)
            if (place.in.info().has(bc::kBranch)) meetings_[static_cast<size_t>(place.in.target())] = true;
        for (const bc::Handler& handler : input_.function.handlers) meetings_[handler.target] = true;
    }
    /// Of the word that `depth` words lie above.
    bool isFixed(size_t depth) const { return depth < fixed_.size() && fixed_[fixed_.size() - 1 - depth]; }
    bool givesFixed(const bc::Instruction& in) const {
        if (in.op == LoadModule) return input_.module.variables[in.operands[0]].isConst;
        return in.op == LoadImport && input_.importIsFixed(in.operands[0]);
    }
    void step(const bc::Instruction& in) {
        if (in.info().has(bc::kEnds)) return fixed_.clear();
        bc::StackEffect effect = bc::stackEffect(input_.module, input_.function, in);
        fixed_.resize(fixed_.size() - std::min<size_t>(fixed_.size(), effect.pops));
        fixed_.insert(fixed_.end(), effect.pushes, givesFixed(in));
    }

    const FuseInput& input_;
    std::vector<Place>& places_;
    std::vector<bool> meetings_;  // by address
    std::vector<bool> fixed_;
};

/// The condition of rows that have one.
bool holds(SuperOpcode super, const bc::BcModule& module, std::span<const Place> at) {
    using Kind = bc::TypeDef::Kind;
    auto checks = [&](Kind kind) {
        return module.types[at[1].in.operand('t')].kind == kind &&
               at[0].in.operand('s') == at[2].in.operand('s');
    };
    switch (super) {
        case SuperOpcode::CallKnown:
            return at[0].knowsCallee;
        case SuperOpcode::CheckInt:
            return checks(Kind::Int);
        case SuperOpcode::CheckFloat:
            return checks(Kind::Float);
        default:
            return true;
    }
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
std::unique_ptr<uint8_t[]> fuse(const FuseInput& input, const FuseOptions& options) {
    const auto& code = input.function.code;
    auto own = std::make_unique_for_overwrite<uint8_t[]>(code.size());
    std::copy(code.begin(), code.end(), own.get());
    std::vector<Place> places = placesOf(code);
    CalleeFinder(input, places).run();
    std::vector<uint32_t> dispatches(places.size() + 1, 0);
    for (size_t i = places.size(); i-- > 0;) {
        dispatches[i] = 1 + dispatches[i + 1];
        for (const Pattern& pattern : kPatterns) {
            if (pattern.sequence[0] != places[i].op) continue;
            if (options.disabled[static_cast<uint8_t>(pattern.super)]) continue;
            const auto rest = std::span(places).subspan(i);
            if (!matches(pattern, rest) || !holds(pattern.super, input.module, rest)) continue;
            uint32_t cost = 1 + dispatches[i + pattern.length()];
            bool alone = pattern.length() == 1;
            if (cost > dispatches[i] || (cost == dispatches[i] && !alone)) continue;
            dispatches[i] = cost;
            own[places[i].in.pc] = static_cast<uint8_t>(pattern.super);
        }
    }
    return own;
}

}  // namespace noodle
