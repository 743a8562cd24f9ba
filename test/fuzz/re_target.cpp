// A line with a pattern, then text: matching ends, and the ways to match agree with one another.
#include "test/fuzz/script_target.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static noodle::fuzz::ScriptTarget target(R"(
import re
function go(data) {
    let text = data.decode("utf-8", "replace")
    let cut = text.indexOf("\n")
    if (cut < 0) { return }
    let pattern = re.compile(text[:cut])
    let rest = text[cut + 1:]
    let places = [(m.start(), m.end()) for m in pattern.finditer(rest)]
    let first = pattern.search(rest)
    assert (first == null) == (places.length == 0), "search and finditer differ"
    if (first != null) { assert (first.start(), first.end()) == places[0], "search and finditer find different places" }
    var end = 0
    for ((a, b) in places) { assert end <= a and a <= b and b <= rest.length, "places overlap"; end = b }
    assert pattern.subn("", rest)[1] == places.length, "subn counts otherwise"
    let pieces = pattern.sub(m => m.group(0), rest)
    assert pieces == rest, "replacing each match by itself changes the text"
    pattern.split(rest)
    assert re.fullmatch(re.escape(rest[:200]), rest[:200]) != null, "escape"
}
)");
    target.call(noodle::fuzz::textOf(data, size));
    return 0;
}
