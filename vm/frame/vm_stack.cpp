#include "vm/frame/vm_stack.h"

#include <algorithm>

#include "runtime/base/check.h"

namespace noodle {

namespace {
constexpr size_t kGuardBytes = 64u << 10;
constexpr size_t kReserveValues = 16u << 10;
constexpr size_t kReserveFrames = 512;
constexpr size_t kMinValues = 8 * kReserveValues;
constexpr size_t kMinFrames = 4 * kReserveFrames;
}  // namespace

VmStack::VmStack(const StackOptions& options) {
    size_t valueBytes = std::max(options.valueBytes, kMinValues * sizeof(Value));
    frameCount_ = std::max(options.frameCount, kMinFrames);
    auto values = MappedRegion::map(valueBytes, kGuardBytes);
    auto frames = MappedRegion::map(frameCount_ * sizeof(Frame), kGuardBytes);
    NOODLE_CHECK(values.has_value() && frames.has_value(), "no address space for a VM stack");
    valueRegion_ = std::move(*values);
    frameRegion_ = std::move(*frames);
    bottom_ = top_ = reinterpret_cast<Value*>(valueRegion_.base());
    frames_ = reinterpret_cast<Frame*>(frameRegion_.base());
    frame_ = watermark_ = frames_;  // entry 0 is never a call
    setLimits(kReserveValues, kReserveFrames);
}

void VmStack::setLimits(size_t reserveValues, size_t reserveFrames) {
    size_t values = valueRegion_.size() / sizeof(Value);
    // An instruction's operands are part of its frame's maxStack; spreads check for themselves.
    valueLimit_ = bottom_ + (values - reserveValues);
    frameLimit_ = frames_ + (frameCount_ - reserveFrames);
    limit_.store(valueLimit_, std::memory_order_release);
}

bool VmStack::openReserve() {
    if (reserveOpen_) return false;
    reserveOpen_ = true;
    setLimits(0, 0);
    return true;
}

void VmStack::closeReserveIfLow() {
    if (!reserveOpen_) return;
    size_t values = valueRegion_.size() / sizeof(Value);
    bool low = top_ < bottom_ + (values - 2 * kReserveValues) &&
               frame_ < frames_ + (frameCount_ - 2 * kReserveFrames);
    if (!low) return;
    reserveOpen_ = false;
    setLimits(kReserveValues, kReserveFrames);
}

// A little lower than needed, so that a program which returns through many frames is not told at each.
void VmStack::lowerWatermark(const Frame* ended) {
    constexpr ptrdiff_t kStride = 32;
    if (ended > watermark_) return;  // a watch of former times
    watermark_ = ended - frames_ > kStride ? watermark_ - kStride : frames_;
    if (watermark_ != frames_) watermark_->flags |= kFrameWatch;
}

/// Frames [first, end) with the values from the first one's up to `top`.
void VmStack::traceFrames(Marker& marker, const Frame* first, const Frame* end, const Value* top) const {
    const Value* values = first == frames_ + 1 ? bottom_ : first->returnTo;
    if (first < end) marker.markRange(values, static_cast<size_t>(top - values));
    for (const Frame* f = first; f < end; ++f) {
        marker.markObject(f->closure);
        marker.markObject(f->running());
    }
}

void VmStack::traceRoots(Marker& marker) {
    const Frame* changed = watermark_ == frames_ ? frames_ + 1 : watermark_;
    if (!marker.onlyChanged()) {
        marker.reportsUnchanged(true);
        traceFrames(marker, frames_ + 1, changed, changed->returnTo);
        marker.reportsUnchanged(false);
    }
    if (frame_ == frames_) {
        marker.markRange(bottom_, static_cast<size_t>(top_ - bottom_));
    } else {
        traceFrames(marker, changed, frame_ + 1, top_);
    }
    if (unchangedEntries_ != 0 && marker.onlyChanged())
        marker.nativeStackUnchangedFrom(nativeEntries_[unchangedEntries_ - 1]);
    if (!marker.settles()) return;
    unchangedEntries_ = nativeEntries_.size();
    watermark_ = frame_;
    if (frame_ != frames_) frame_->flags |= kFrameWatch;
}

}  // namespace noodle
