// The settings of a runtime: defaults, checks, and what they mean for an isolate. The table is config.def;
// the struct is noodle_config (include/noodle/noodle.h). No state.
#pragma once

#include <string>

#include "include/noodle/noodle.h"
#include "runtime/base/result.h"
#include "vm/isolate/isolate.h"

namespace noodle {

/// The settings that a caller of any size of noodle_config gave (null: none), the rest being defaults. Fails
/// with a sentence that names the setting; the exit code of the Failure is a noodle_status.
Result<noodle_config> readConfig(const noodle_config* given);
noodle_config defaultConfig();
/// Names the settings that were changed though they have no effect; "" if there are none.
std::string configWarnings(const noodle_config& config);
/// Size of the part that every caller has filled in.
size_t leastConfigSize();
IsolateOptions isolateOptions(const noodle_config& config);

}  // namespace noodle
