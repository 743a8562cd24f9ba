#include "compiler/opt/opt.h"

#include "compiler/ir/verifier.h"
#include "compiler/opt/passes.h"

namespace noodle::opt {

namespace {

constexpr int kMaxRounds = 3;

struct Pass {
    std::string_view name;
    bool (*run)(Scratch&, ir::IrModule&, ir::IrFunction&);
};

constexpr Pass kPasses[] = {
#define PASS(name, function, about) {name, function},
#include "compiler/opt/passes.def"
};

// Types alone let no other pass find more than it found, or will find later in the same round.
constexpr size_t kTypesOnly = 0;
static_assert(kPasses[kTypesOnly].run == specialise);

}  // namespace

// A pass is left out when nothing has changed since it last ran.
Outcome Optimiser::run(ir::IrModule& module, ir::IrFunction& function) {
    scratch_.changed();
    uint32_t changes = 1;
    uint32_t seen[std::size(kPasses)] = {};  // `changes` when the pass last began
    for (int round = 0; round < kMaxRounds; ++round) {
        uint32_t before = changes;
        for (size_t i = 0; i < std::size(kPasses); ++i) {
            if (seen[i] == changes) continue;
            seen[i] = changes;
            if (!kPasses[i].run(scratch_, module, function)) continue;
            if (i != kTypesOnly) {
                ++changes;
                scratch_.changed();
            }
            if (!options_.verifyEach) continue;
            if (auto sound = ir::verifyFunction(module, function); !sound.ok()) {
                return Failure{"after pass " + std::string(kPasses[i].name) + ": " + sound.failure().message,
                               70};
            }
        }
        if (changes == before) break;
    }
    return Unit{};
}

Outcome optimise(ir::IrModule& module, Options options) {
    Optimiser optimiser(options);
    for (ir::IrFunction& f : module.functions) {
        if (auto outcome = optimiser.run(module, f); !outcome.ok()) return outcome;
    }
    return Unit{};
}

bool runPass(std::string_view name, ir::IrModule& module) {
    Scratch scratch;
    for (const Pass& pass : kPasses) {
        if (pass.name != name) continue;
        for (ir::IrFunction& f : module.functions) {
            scratch.changed();
            pass.run(scratch, module, f);
        }
        return true;
    }
    return false;
}

}  // namespace noodle::opt
