// ErrorLog: the last error of a runtime and the history of those that programs did not catch. Texts only, but
// for the object of the last error. Belongs to one Engine and its thread.
#pragma once

#include <deque>
#include <string>

#include "include/noodle/noodle.h"

namespace noodle {

struct ErrorRecord {
    noodle_status status = NOODLE_OK;
    int32_t exitCode = 0;
    std::string type, message, location, report;
    uint64_t timeNs = 0;

    /// Fills what the caller's struct has room for.
    noodle_status fill(noodle_error* out, noodle_value value) const;
};

class ErrorLog {
  public:
    explicit ErrorLog(size_t most) : most_(most) {}

    const ErrorRecord* last() const { return last_.status == NOODLE_OK ? nullptr : &last_; }
    void setLast(ErrorRecord record) { last_ = std::move(record); }
    void keepLast();
    const std::deque<ErrorRecord>& history() const { return history_; }
    void clear();

  private:
    size_t most_;
    ErrorRecord last_;
    std::deque<ErrorRecord> history_;
};

}  // namespace noodle
