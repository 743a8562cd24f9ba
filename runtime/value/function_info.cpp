#include "runtime/value/function_info.h"

namespace noodle {

void FunctionInfo::finishParams() {
    requiredCount = 0;
    positionalCount = 0;
    restIndex = -1;
    keywordsIndex = -1;
    bool simple = true;
    for (size_t i = 0; i < params.size(); ++i) {
        const ParamInfo& p = params[i];
        simple = simple && p.kind == ParamKind::Positional && !p.optional;
        switch (p.kind) {
            case ParamKind::Positional:
                ++positionalCount;
                if (!p.optional) ++requiredCount;
                break;
            case ParamKind::KeywordOnly:
                break;
            case ParamKind::Rest:
                restIndex = static_cast<int16_t>(i);
                break;
            case ParamKind::Keywords:
                keywordsIndex = static_cast<int16_t>(i);
                break;
        }
    }
    flags = simple ? flags | kSimpleParams : flags & ~uint32_t{kSimpleParams};
}

}  // namespace noodle
