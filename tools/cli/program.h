// Shared by the commands that run programs: an isolate from the settings, and Ctrl-C that reaches it.
#pragma once

#include "runtime/config/options.h"
#include "vm/isolate/isolate.h"

namespace noodle::cli {

/// Fails on an unknown name in --no-super.
Result<IsolateOptions> isolateOptions(const Options& options);
/// Whether --dump names a phase of the compiler tiers, which print while the program runs.
bool isJitDump(std::string_view dump);

/// While it lives, SIGINT interrupts the isolate; a second one within the same program ends the process.
class InterruptScope {
  public:
    explicit InterruptScope(Isolate& isolate);
    ~InterruptScope();
    InterruptScope(const InterruptScope&) = delete;
    InterruptScope& operator=(const InterruptScope&) = delete;
};

}  // namespace noodle::cli
