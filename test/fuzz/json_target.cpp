// Any text: json.parse refuses it or gives a value that json.stringify turns into text with the same meaning.
#include "test/fuzz/script_target.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static noodle::fuzz::ScriptTarget target(R"(
import json
function go(data) {
    let text = data.decode("utf-8", "replace")
    let value = json.parse(text)
    let written = json.stringify(value)
    let again = json.stringify(json.parse(written))
    assert again == written, "written otherwise: " + written + " and " + again
    assert json.stringify(json.parse(json.stringify(value, indent: 2))) == written, "the indent changes " + written
}
)");
    target.call(noodle::fuzz::textOf(data, size));
    return 0;
}
