// Engine: slices of work. Everything that noodle_poll() has programs do runs on one fiber: started calls
// first, then turns of the event loop. The isolate asks onPoll() every few thousand steps; when the slice is
// over, the fiber pauses there, with all its frames, and the next poll goes on. A program that waits for a
// timer pauses the same way.
//
// While the fiber is paused the host may still call into the runtime. Such a call runs on the fiber as well,
// on top of the paused frames and to its end: askFiber() wakes pauseFiber() with a request.
#include "embed/engine.h"

#include <algorithm>

#include "runtime/base/clock.h"
#include "runtime/loop/loop.h"
#include "runtime/object/errors.h"

namespace noodle {

// Switches to the fiber and back.
void Engine::onFiber(bool first) {
    isolate_.enterStack(fiber_.lowest(), fiber_.base());
    if (first) {
        fiber_.start(&Engine::runFiber, this);
    } else {
        fiber_.resume();
    }
    isolate_.enterStack(stackLow_, stackBase_);
}

noodle_status Engine::askFiber(Request& request) {
    request_ = &request;
    onFiber(false);
    return request.status;
}

// On the fiber: back to the host, until it wants the work to go on.
void Engine::pauseFiber() {
    const uint32_t busy = busy_, depth = depth_, hostDepth = hostDepth_;
    const Vm::Clock clock = isolate_.clock();
    const uint64_t pausedNs = monotonicNs();
    busy_ = 1;  // the poll that the host is in
    depth_ = hostDepth_ = 0;
    inSlice_ = false;
    fiber_.pause();
    while (Request* request = request_) {
        request_ = nullptr;
        request->status = request->run(request->context, *this);
        fiber_.pause();
    }
    inSlice_ = true;
    busy_ = busy;
    depth_ = depth;
    hostDepth_ = hostDepth;
    if (closing_) return;  // terminate() has set the clock
    Vm::Clock left = clock;
    if (left.deadlineNs != 0) left.deadlineNs += monotonicNs() - pausedNs;
    isolate_.setClock(left);
}

void Engine::onPoll(void* context) {
    auto& self = *static_cast<Engine*>(context);
    if (!self.inSlice_ || self.closing_ || monotonicNs() < self.sliceEndNs_) return;
    self.pauseFiber();
}

bool Engine::onWait(void* context) {
    auto& self = *static_cast<Engine*>(context);
    if (!self.inSlice_ || self.closing_) return false;
    self.waitsInside_ = true;
    self.pauseFiber();
    self.waitsInside_ = false;
    return true;
}

void Engine::runFiber(void* context) {
    auto& self = *static_cast<Engine*>(context);
    self.inSlice_ = true;
    self.workThrough();
    self.inSlice_ = false;
}

void Engine::workThrough() {
    bool busy = true;
    while (busy && !closing_ && workStatus_ == NOODLE_OK) {
        busy = startNext();
        busy = turnLoop() || busy;
        finishTasks();
        if (busy && !closing_ && monotonicNs() >= sliceEndNs_) pauseFiber();
    }
}

bool Engine::startNext() {
    if (queued_.empty()) return false;
    Start job = std::move(queued_.front());
    queued_.pop_front();
    noodle_status status = NOODLE_OK;
    noodle_value result = noodle_null();
    {
        Entry entry(*this);
        ValueVector words(isolate_.heap());
        Value callee;
        bool good = take(job.callee, callee, status);
        for (const noodle_value& argument : job.arguments) {
            Value word;
            good = good && take(argument, word, status);
            words.push(word);
        }
        if (good) status = give(isolate_.call(callee, {words.data(), words.size()}), &result);
    }
    if (status == NOODLE_OK && result.type == NOODLE_TASK) {
        result.as.handle->value.cast<Task>()->observed = 1;
        job.task = result;
        waiting_.push_back(std::move(job));
        return true;
    }
    endJob(job, status, result);
    noodle_value_release(result);
    return true;
}

bool Engine::turnLoop() {
    Entry entry(*this);
    Value turn = EventLoop::of(isolate_).turnNow();
    if (turn.isException()) workStatus_ = failPending();
    return !turn.isUndef();
}

void Engine::finishTasks() {
    for (size_t i = 0; i < waiting_.size();) {
        Task* task = waiting_[i].task.as.handle->value.cast<Task>();
        if (task->flags == Task::kPending) {
            ++i;
            continue;
        }
        Start job = std::move(waiting_[i]);
        waiting_.erase(waiting_.begin() + static_cast<ptrdiff_t>(i));
        noodle_value result = noodle_null();
        noodle_status status = NOODLE_OK;
        {
            Entry entry(*this);
            status = give(EventLoop::of(isolate_).takeResult(task), &result);
        }
        endJob(job, status, result);
        noodle_value_release(result);
    }
}

void Engine::endJob(Start& job, noodle_status status, noodle_value result) {
    if (job.done != nullptr) job.done(owner_, job.data, status, status == NOODLE_OK ? result : noodle_null());
    noodle_value_release(job.callee);
    for (const noodle_value& argument : job.arguments) noodle_value_release(argument);
    noodle_value_release(job.task);
}

bool Engine::hasWork() {
    EventLoop& loop = EventLoop::of(isolate_);
    const uint64_t timer = loop.nextTimerNs();
    return fiber_.hasJob() || !queued_.empty() || loop.hasReady() || loop.hasWatches() ||
           (timer != 0 && timer <= monotonicNs());
}

noodle_status Engine::work(uint64_t untilNs, noodle_poll_result& result) {
    sliceEndNs_ = untilNs;
    workStatus_ = NOODLE_OK;
    if (hasWork()) {
        if (!fiber_.prepare()) return misuse(NOODLE_ERROR_MEMORY, "no memory for the stack of started calls");
        onFiber(!fiber_.hasJob());
        if (!fiber_.hasJob()) finalisers_.run();
    }
    const uint64_t now = monotonicNs();
    const uint64_t timer = EventLoop::of(isolate_).nextTimerNs();
    const bool paused = fiber_.hasJob() && !waitsInside_;
    if (paused || !queued_.empty() || EventLoop::of(isolate_).hasReady() || (timer != 0 && timer <= now)) {
        result.state = NOODLE_POLL_MORE;
    } else if (timer != 0 || EventLoop::of(isolate_).hasWatches()) {
        // No descriptor of the loop can wake the host.
        constexpr uint64_t kLookAgainUs = 1000;
        result.state = NOODLE_POLL_WAITING;
        result.wait_us = timer != 0 ? (timer - now) / 1000 + 1 : kLookAgainUs;
        if (EventLoop::of(isolate_).hasWatches())
            result.wait_us = std::min<uint64_t>(result.wait_us, kLookAgainUs);
    } else {
        result.state = NOODLE_POLL_IDLE;
    }
    return workStatus_;
}

}  // namespace noodle
