#include "runtime/gc/native_stack.h"

#include <pthread.h>

#include <cstddef>

#include "runtime/base/check.h"

namespace noodle {
namespace {

// noinline: its frame lies below the caller's, which holds the spilled registers.
__attribute__((noinline, no_sanitize("address"), no_sanitize("thread"))) void visitFrom(const void* base,
                                                                                        WordVisitor visit,
                                                                                        void* context) {
    auto p = reinterpret_cast<uintptr_t>(__builtin_frame_address(0)) & ~uintptr_t{7};
    auto end = reinterpret_cast<uintptr_t>(base) & ~uintptr_t{7};
    NOODLE_CHECK(p <= end, "the stack base given to the heap is not on the running stack");
    for (; p < end; p += 8) visit(context, *reinterpret_cast<const volatile uint64_t*>(p));
}

}  // namespace

const void* threadStackBase() {
    pthread_attr_t attributes;
    NOODLE_CHECK(pthread_getattr_np(pthread_self(), &attributes) == 0, "the thread's stack is unknown");
    void* low = nullptr;
    size_t size = 0;
    pthread_attr_getstack(&attributes, &low, &size);
    pthread_attr_destroy(&attributes);
    return static_cast<char*>(low) + size;
}

__attribute__((noinline)) void visitStackWords(const void* base, WordVisitor visit, void* context) {
    __builtin_unwind_init();  // every callee-saved register is stored in this frame
    visitFrom(base, visit, context);
    asm volatile("" ::: "memory");  // no tail call: this frame must outlive the visit
}

}  // namespace noodle
