#include "compiler/opt/opt.h"

#include "compiler/ir/verifier.h"
#include "compiler/opt/passes.h"

namespace noodle::opt {

namespace {

constexpr int kMaxRounds = 3;

struct Pass {
    std::string_view name;
    bool (*run)(ir::IrModule&, ir::IrFunction&);
};

constexpr Pass kPasses[] = {
#define PASS(name, function, about) {name, function},
#include "compiler/opt/passes.def"
};

Outcome optimiseFunction(ir::IrModule& module, uint32_t index, Options options) {
    for (int round = 0; round < kMaxRounds; ++round) {
        bool changed = false;
        for (const Pass& pass : kPasses) {
            if (!pass.run(module, module.functions[index])) continue;
            changed = true;
            if (!options.verifyEach) continue;
            if (auto sound = ir::verifyFunction(module, index); !sound.ok()) {
                return Failure{"after pass " + std::string(pass.name) + ": " + sound.failure().message, 70};
            }
        }
        if (!changed) break;
    }
    return Unit{};
}

}  // namespace

Outcome optimise(ir::IrModule& module, Options options) {
    for (uint32_t i = 0; i < module.functions.size(); ++i) {
        if (auto outcome = optimiseFunction(module, i, options); !outcome.ok()) return outcome;
    }
    return Unit{};
}

bool runPass(std::string_view name, ir::IrModule& module) {
    for (const Pass& pass : kPasses) {
        if (pass.name != name) continue;
        for (ir::IrFunction& f : module.functions) pass.run(module, f);
        return true;
    }
    return false;
}

}  // namespace noodle::opt
