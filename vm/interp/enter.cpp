// The ways into the handlers for everybody else.
#include "vm/interp/handlers.h"
#include "vm/interp/vm.h"

namespace noodle {

Value Vm::run(bool throwing) {
    stack_.enterNative(__builtin_frame_address(0));
    runHandlers(*this, throwing ? 1 : 0);
    stack_.leaveNative();
    return result_;
}

bool Vm::runOne() {
    return runOneHandler(*this, 0) != 0;
}

}  // namespace noodle
