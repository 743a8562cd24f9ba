// The report of `noodle run --heap-profile=FILE`: a HeapProfile as JSON, as a flame graph, or as a page with
// both flame graphs and tables; and the text of `noodle run --leaks`.
#pragma once

#include <optional>
#include <string>

#include "vm/isolate/heap_profile.h"

namespace noodle::cli {

enum class HeapReportForm { Json, Svg, Html };

/// By the extension of a file name; nothing for another one.
std::optional<HeapReportForm> heapReportForm(const std::string& file);
/// What looks like a leak and what is still open, a line or two each; says so if there is nothing.
std::string leakText(const HeapProfile& profile);
std::string heapReport(const HeapProfile& profile, HeapReportForm form);

}  // namespace noodle::cli
