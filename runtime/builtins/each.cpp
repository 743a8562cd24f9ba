#include "runtime/builtins/each.h"

namespace noodle {

bool abandonIterator(Mutator& m, Value iterator) {
    Value error = m.takePending();
    if (closeIterator(m, iterator).isException()) return false;
    if (error.isUndef()) return true;
    m.throwValue(error);
    return false;
}

}  // namespace noodle
