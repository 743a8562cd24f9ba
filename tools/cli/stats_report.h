// The report of `noodle run --stats`: what an ended program did, as text or JSON.
#pragma once

#include <string>

#include "tools/cli/source_loader.h"
#include "vm/isolate/isolate.h"

namespace noodle::cli {

/// True for "", "on", "text" and "json".
bool isStatsFormat(const std::string& format);
/// Requires an isolate that counted.
std::string statsReport(Isolate& isolate, const SourceLoader::Counts& modules, const std::string& format);
/// The report of explain-jit.
std::string jitExplanation(Isolate& isolate);
/// The report of --jit-stats.
std::string jitReport(Isolate& isolate);

}  // namespace noodle::cli
