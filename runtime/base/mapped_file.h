// MappedFile: the bytes of a regular file as memory, read-only, for as long as the object lives. Whoever may
// change or cut the file meanwhile changes what is seen, so it is for files that are only ever replaced
// whole.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "runtime/base/result.h"

namespace noodle {

class MappedFile {
  public:
    /// Fails for what is not a regular file.
    static Result<std::shared_ptr<const MappedFile>> open(const std::string& path);
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    ~MappedFile();

    std::string_view bytes() const { return {start_, size_}; }
    /// Seconds since 1970 when the file was last changed.
    int64_t changedAt() const { return changedAt_; }

  private:
    MappedFile(const char* start, size_t size, int64_t changedAt)
        : start_(start), size_(size), changedAt_(changedAt) {}

    const char* start_;
    size_t size_;
    int64_t changedAt_;
};

}  // namespace noodle
