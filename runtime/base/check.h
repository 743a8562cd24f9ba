// Internal-error checks. NOT for user mistakes or bad files: those are Diagnostics, Results or language
// errors. A failed check prints where and ends the process with exit code 70.
#pragma once

namespace noodle {
[[noreturn]] void checkFailed(const char* condition, const char* file, int line, const char* why) noexcept;
}  // namespace noodle

#define NOODLE_CHECK(condition, why) \
    ((condition) ? static_cast<void>(0) : ::noodle::checkFailed(#condition, __FILE__, __LINE__, why))
#ifdef NOODLE_DEBUG
#define NOODLE_DCHECK(condition, why) NOODLE_CHECK(condition, why)
#else
#define NOODLE_DCHECK(condition, why) static_cast<void>(0)
#endif
