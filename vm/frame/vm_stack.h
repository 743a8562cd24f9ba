// VmStack: the value stack and the frame array of one isolate, each mapped on its own between guard pages;
// pages cost memory only once touched. Owned by the isolate, used by its thread alone; only requestStop() may
// come from others. Invariant: every word in [bottom, top) is a valid Value. `top` is exact whenever code
// outside the run loop runs.
//
// Below the watermark nothing was touched since the collector looked last, so that it need not look again:
// everything that those frames hold is old. A frame can only be touched while it is the current one, and it
// becomes that when the one above it ends; so the frame on the watermark carries kFrameWatch, and ending it
// lowers the mark.
//
//   frame array   1 … … … | w (kFrameWatch) … … current |
//                 unchanged | traced by a collection of what changed
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <vector>

#include "runtime/gc/heap.h"
#include "runtime/memory/mapped_region.h"
#include "vm/frame/frame.h"

namespace noodle {

struct StackOptions {
    size_t valueBytes = 64u << 20;
    size_t frameCount = 250'000;
};

class VmStack final : public RootSource {
  public:
    explicit VmStack(const StackOptions& options);

    /// Current frame; beforeFirst() when nothing runs.
    Frame* frame() const { return frame_; }
    /// A frame was pushed, or one without flags has ended.
    void setFrame(Frame* f) { frame_ = f; }
    /// The current frame ends.
    void popFrame() {
        Frame* ended = frame_--;
        if ((ended->flags & kFrameWatch) != 0) lowerWatermark(ended);
    }
    /// The frame under which nothing lies; frames are (first, frame()].
    Frame* beforeFirst() const { return frames_; }
    bool empty() const { return frame_ == beforeFirst(); }
    size_t depth() const { return static_cast<size_t>(frame_ - beforeFirst()); }
    /// Of values and frames together: in use now, and the address space there is for them.
    size_t usedBytes() const {
        return static_cast<size_t>(top_ - bottom_) * sizeof(Value) + depth() * sizeof(Frame);
    }
    size_t reservedBytes() const { return valueRegion_.size() + frameRegion_.size(); }

    Value* top() const { return top_; }
    void setTop(Value* top) { top_ = top; }

    /// True if a frame whose values end at `end` fits and nobody asked to stop. Otherwise the caller takes
    /// the slow path.
    bool fits(const Frame* newFrame, const Value* end) const {
        return end <= limit_.load(std::memory_order_relaxed) && newFrame < frameLimit_;
    }
    /// fits() without regard to a request to stop.
    bool hasRoom(const Frame* newFrame, const Value* end) const {
        return end <= valueLimit_ && newFrame < frameLimit_;
    }

    /// Makes the next fits() of the isolate's thread fail. From any thread.
    void requestStop() { limit_.store(nullptr, std::memory_order_release); }
    void clearStop() { limit_.store(valueLimit_, std::memory_order_release); }

    /// Opens the reserve in which a StackOverflowError is made and handled. False if it is open already.
    bool openReserve();
    /// Closes it again once the stack is clearly below the limit.
    void closeReserveIfLow();

    /// The native function at whose frame address `place` lies starts to run frames; leaveNative() when it
    /// has done that. What lies above that address on the native stack does not change in between.
    void enterNative(const void* place) { nativeEntries_.push_back(place); }
    void leaveNative() {
        nativeEntries_.pop_back();
        unchangedEntries_ = std::min(unchangedEntries_, nativeEntries_.size());
    }

    void traceRoots(Marker& marker) override;

  private:
    void lowerWatermark(const Frame* ended);
    void traceFrames(Marker& marker, const Frame* first, const Frame* end, const Value* top) const;
    void setLimits(size_t reserveValues, size_t reserveFrames);

    MappedRegion valueRegion_;
    MappedRegion frameRegion_;
    Value* bottom_ = nullptr;
    Value* top_ = nullptr;
    Frame* frames_ = nullptr;
    Frame* frame_ = nullptr;
    Frame* watermark_ = nullptr;  // beforeFirst(): everything may have changed
    std::vector<const void*> nativeEntries_;
    size_t unchangedEntries_ = 0;  // so many of them were there at the last collection and are still
    Value* valueLimit_ = nullptr;
    Frame* frameLimit_ = nullptr;
    size_t frameCount_ = 0;
    // Writers: the owner (valueLimit_) and whoever asks to stop (null). Reader: the owner's calls, relaxed;
    // the request itself travels in the isolate's own flag.
    std::atomic<Value*> limit_{nullptr};
    bool reserveOpen_ = false;
};

}  // namespace noodle
