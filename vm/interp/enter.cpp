// Entering the handlers from code that expects the registers of its calling convention to be kept.
#include "vm/interp/handlers.h"
#include "vm/interp/vm.h"

namespace noodle {

#if NOODLE_SPARE_REGISTERS
// callee(vm, argument), around which the registers are saved that run.cpp takes for itself.
extern "C" [[gnu::visibility("hidden")]] uint64_t noodleKeepingRegisters(Vm& vm, uint64_t argument,
                                                                         uint64_t (*callee)(Vm&, uint64_t));
asm(R"(
    .text
    .p2align 4
    .globl noodleKeepingRegisters
    .hidden noodleKeepingRegisters
    .type noodleKeepingRegisters, @function
noodleKeepingRegisters:
    .cfi_startproc
    pushq %rbp
    .cfi_def_cfa_offset 16
    .cfi_offset %rbp, -16
    movq %rsp, %rbp
    .cfi_def_cfa_register %rbp
    pushq %rbx
    .cfi_offset %rbx, -24
    pushq %r12
    .cfi_offset %r12, -32
    pushq %r13
    .cfi_offset %r13, -40
    pushq %r14
    .cfi_offset %r14, -48
    pushq %r15
    .cfi_offset %r15, -56
    subq $8, %rsp
    call *%rdx
    addq $8, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    .cfi_def_cfa %rsp, 8
    ret
    .cfi_endproc
    .size noodleKeepingRegisters, .-noodleKeepingRegisters
)");
#else
static uint64_t noodleKeepingRegisters(Vm& vm, uint64_t argument, uint64_t (*callee)(Vm&, uint64_t)) {
    return callee(vm, argument);
}
#endif

Value Vm::run(bool throwing) {
    stack_.enterNative(__builtin_frame_address(0));
    noodleKeepingRegisters(*this, throwing ? 1 : 0, &runHandlers);
    stack_.leaveNative();
    return result_;
}

bool Vm::runOne() {
    return noodleKeepingRegisters(*this, 0, &runOneHandler) != 0;
}

}  // namespace noodle
