#include "vm/jit/passes/passes.h"

namespace noodle::jit {

void runPasses(Graph& graph, const std::function<void(const char* pass)>& after) {
#define PASS(function, name, doc) \
    function(graph);              \
    after(name);
#include "vm/jit/passes/passes.def"
#undef PASS
}

}  // namespace noodle::jit
