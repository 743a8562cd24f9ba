// IR as text: for --dump=ir and --dump=opt, for tests, and for reader.h, which reads exactly this.
//
//   function 1 "fib" qualified "fib" flags 8
//     param "n" 0
//     slot %0 name "n" int
//     block b0
//       (Branch@2:5 b1 b2 (Lt@2:8 (LoadLocal:int@2:8 %0) (ConstInt@2:12 2)))
// A node is (Name[:type][@line:column] immediates… operands…); the type is left out where it is the row's
// own.
#pragma once

#include <string>

#include "compiler/ir/ir.h"

namespace noodle::ir {

struct PrintOptions {
    bool positions = true;
};
std::string printModule(const IrModule& module, PrintOptions options = {});
std::string printFunction(const IrModule& module, uint32_t functionIndex, PrintOptions options = {});

}  // namespace noodle::ir
