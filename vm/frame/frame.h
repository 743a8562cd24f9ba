// Frame: the record of one active call. Frames lie in an array of their own (vm_stack.h), the values they
// work on in the value stack beside it. Not a heap object; a suspended call is a Coroutine.
//
//   value stack:  … caller's operands | callee or receiver | arguments … other locals | operands …
//                                       ^returnTo            ^slots                   ^slots + slotCount
//   A method's receiver is slot 0, so there `slots == returnTo`. Arguments are never copied: they become
//   slots in place. All words from the bottom of the stack to its top are valid Values; the collector marks
//   them in one walk.
#pragma once

#include "runtime/value/layout.h"
#include "vm/load/unit_state.h"

namespace noodle {

/// What else happens when a frame ends. A frame with flags 0 puts its result at returnTo and its caller goes
/// on.
enum FrameFlag : uint32_t {
    kFrameEntry = 1,      ///< entered from native code: ending it leaves the run loop
    kFrameConstruct = 2,  ///< the result is dropped; the new instance stands at returnTo already
    kFrameDiscard = 4,    ///< the result is dropped; the frame below starts or goes on
    kFrameCoroutine = 8,  ///< the body of `coroutine`
    kFrameIterate = 16,   ///< resumed by IterNext of the frame below
    kFrameResumed = 32,   ///< a coroutine's frame that is not the call that started it
    kFrameWatch = 64,     ///< the stack must be told when it ends: VmStack::popFrame()
    kFrameNative = 128,   ///< native code runs the function (`activation`)
    kFrameShadow = 256,   ///< does one instruction for native code; no call of the program
};

/// The stretch of the native stack that compiled code uses on behalf of a frame.
struct NativeActivation {
    void** exit;  ///< frame address of the function that it called last: [0] its caller's, [1] return address
    const void* base;  ///< above all of its frames
};

struct Frame {
    const uint8_t* pc;  ///< next instruction; exact whenever other code can look
    Value* slots;
    Value* returnTo;
    Function* closure;
    FunctionState* state;
    union {
        Coroutine* coroutine;          ///< meaningless unless kFrameCoroutine
        NativeActivation* activation;  ///< meaningless unless kFrameNative
    };
    uint64_t flags;

    const Proto* proto() const { return state->proto; }
    /// The coroutine whose body this is, or null.
    Coroutine* running() const { return (flags & kFrameCoroutine) != 0 ? coroutine : nullptr; }
    Value* operands() const { return slots + state->slotCount; }
    /// Byte offset of the next instruction. A frame goes on in the code it was in when its function gets a
    /// private copy.
    uint32_t nextOffset() const { return state->offsetOf(pc); }
    /// Byte offset inside the instruction that is being executed.
    uint32_t offset() const {
        uint32_t next = nextOffset();
        return next == 0 ? 0 : next - 1;
    }
    uint32_t line() const { return proto()->lineAt(offset()); }
};

}  // namespace noodle
