// Shared by the two halves of the verifier. Not for other folders.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "runtime/base/result.h"
#include "vm/bytecode/module.h"

namespace noodle::bc::detail {

inline constexpr int kBadFile = 65;

inline Failure bad(std::string message) {
    return Failure{"invalid bytecode: " + std::move(message), kBadFile};
}

/// What a MakeClosure of a function demands of the function that executes it.
struct CaptureNeeds {
    uint32_t slots = 0;     ///< enclosing slotCount must be at least this
    uint32_t upvalues = 0;  ///< likewise the number of captures
};

struct ModuleFacts {
    std::vector<bool> isText;         ///< per string: valid UTF-8
    std::vector<CaptureNeeds> needs;  ///< per function
};

/// Tables, function headers; fills `facts`.
Outcome verifyTables(const BcModule& module, ModuleFacts& facts);
/// The code of one function, whose header has been verified.
Outcome verifyCode(const BcModule& module, const ModuleFacts& facts, uint32_t functionIndex);

}  // namespace noodle::bc::detail

#define NOODLE_TRY(expression)                                                       \
    do {                                                                             \
        if (auto outcome_ = (expression); !outcome_.ok()) return outcome_.failure(); \
    } while (false)
