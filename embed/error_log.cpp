#include "embed/error_log.h"

#include <algorithm>
#include <cstring>

namespace noodle {

noodle_status ErrorRecord::fill(noodle_error* out, noodle_value value) const {
    if (out == nullptr || out->struct_size < sizeof(size_t)) return NOODLE_ERROR_ARGUMENT;
    noodle_error full{};
    full.struct_size = out->struct_size;
    full.status = status;
    full.exit_code = exitCode;
    full.type = type.c_str();
    full.message = message.c_str();
    full.location = location.c_str();
    full.report = report.c_str();
    full.time_ns = timeNs;
    full.value = value;
    std::memcpy(static_cast<void*>(out), &full, std::min(out->struct_size, sizeof full));
    return NOODLE_OK;
}

void ErrorLog::keepLast() {
    if (most_ == 0) return;
    if (history_.size() == most_) history_.pop_front();
    history_.push_back(last_);
}

void ErrorLog::clear() {
    last_ = ErrorRecord();
    history_.clear();
}

}  // namespace noodle
