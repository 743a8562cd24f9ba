#include "runtime/builtins/sorting.h"

#include "runtime/builtins/args.h"

namespace noodle {

bool readSortOptions(Mutator& m, const char* function, const Args& args, uint32_t first,
                     SortOptions& options) {
    ArgReader in(m, function, args);
    Value f = Value::undef();
    if (!in.optCallable(first, "comparator", f) || !in.optCallable(first + 1, "key", options.key) ||
        !in.optBoolean(first + 2, "reverse", options.reverse)) {
        return false;
    }
    if (f.isUndef()) return true;
    if (!options.key.isUndef()) {
        in.invalid("give a comparator or a key, not both");
        return false;
    }
    setSortFunction(options, f);
    return true;
}

}  // namespace noodle
