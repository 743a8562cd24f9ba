#include "embed/handles.h"

namespace noodle {

void HandleTable::add(noodle_handle* handle) {
    handle->position = live_.size();
    live_.push_back(handle);
}

// The gap is filled from the end of its part, so that both parts stay in one piece.
void HandleTable::remove(noodle_handle* handle) {
    size_t gap = handle->position;
    auto move = [&](size_t from) {
        live_[gap] = live_[from];
        live_[gap]->position = gap;
        gap = from;
    };
    if (gap < settled_) move(--settled_);
    move(live_.size() - 1);
    live_.pop_back();
}

void HandleTable::forgetAll() {
    for (noodle_handle* handle : live_) handle->value = Value::null();
    live_.clear();
    settled_ = 0;
}

void HandleTable::traceRoots(Marker& marker) {
    if (!marker.onlyChanged()) {
        marker.reportsUnchanged(true);
        for (size_t i = 0; i < settled_; ++i) marker.mark(live_[i]->value);
        marker.reportsUnchanged(false);
    }
    for (size_t i = settled_; i < live_.size(); ++i) marker.mark(live_[i]->value);
    if (marker.settles()) settled_ = live_.size();
}

}  // namespace noodle
