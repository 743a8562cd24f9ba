#include "embed/fiber.h"

#include <sys/mman.h>

#include <cstdint>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/common_interface_defs.h>
#endif
#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

namespace noodle {

namespace {
constexpr size_t kGuardBytes = 64u << 10;
}

Fiber::~Fiber() {
#if defined(__SANITIZE_THREAD__)
    if (threadFiber_ != nullptr) __tsan_destroy_fiber(threadFiber_);
#endif
    if (mapped_ != nullptr) ::munmap(mapped_, kStackBytes + kGuardBytes);
}

bool Fiber::prepare() {
    if (mapped_ != nullptr) return true;
    void* memory = ::mmap(nullptr, kStackBytes + kGuardBytes, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) return false;
    if (::mprotect(memory, kGuardBytes, PROT_NONE) != 0) {
        ::munmap(memory, kStackBytes + kGuardBytes);
        return false;
    }
    mapped_ = static_cast<char*>(memory);
    stack_ = mapped_ + kGuardBytes;
    return true;
}

// makecontext() passes ints only.
void Fiber::enter(unsigned low, unsigned high) {
    uintptr_t address = (static_cast<uintptr_t>(high) << 32) | low;
    reinterpret_cast<Fiber*>(address)->work();
}

void Fiber::work() {
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_finish_switch_fiber(nullptr, &hostStack_, &hostStackBytes_);
#endif
    for (;;) {
        job_(context_);
        job_ = nullptr;
        switchTo(fiber_, host_, false);
    }
}

void Fiber::switchTo(ucontext_t& from, ucontext_t& to, bool toFiber) {
#if defined(__SANITIZE_ADDRESS__)
    void* fake = nullptr;
    void** kept = toFiber ? &fake : &fakeStack_;
    __sanitizer_start_switch_fiber(kept, toFiber ? stack_ : hostStack_,
                                   toFiber ? kStackBytes : hostStackBytes_);
#endif
#if defined(__SANITIZE_THREAD__)
    if (threadFiber_ == nullptr) threadFiber_ = __tsan_create_fiber(0);
    if (toFiber) threadHost_ = __tsan_get_current_fiber();
    __tsan_switch_to_fiber(toFiber ? threadFiber_ : threadHost_, 0);
#endif
    running_ = toFiber;
    ::swapcontext(&from, &to);
#if defined(__SANITIZE_ADDRESS__)
    const void** oldStack = toFiber ? nullptr : &hostStack_;
    __sanitizer_finish_switch_fiber(*kept, oldStack, toFiber ? nullptr : &hostStackBytes_);
#endif
}

void Fiber::start(Job job, void* context) {
    const bool first = fiber_.uc_stack.ss_sp == nullptr;
    job_ = job;
    context_ = context;
    if (first) {
        ::getcontext(&fiber_);
        fiber_.uc_stack.ss_sp = stack_;
        fiber_.uc_stack.ss_size = kStackBytes;
        auto address = reinterpret_cast<uintptr_t>(this);
        ::makecontext(&fiber_, reinterpret_cast<void (*)()>(&Fiber::enter), 2, static_cast<unsigned>(address),
                      static_cast<unsigned>(address >> 32));
    }
    switchTo(host_, fiber_, true);
}

void Fiber::resume() {
    switchTo(host_, fiber_, true);
}

void Fiber::pause() {
    switchTo(fiber_, host_, false);
}

}  // namespace noodle
