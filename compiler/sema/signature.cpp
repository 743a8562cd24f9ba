#include "compiler/sema/signature.h"

namespace noodle::sema {

types::Type* resultTypeOf(types::TypeTable& table, const FunctionScope& scope) {
    types::Type* result = scope.declaredResult ? scope.declaredResult : table.any();
    if (scope.isGenerator)
        return result->is(types::TypeKind::Iterator) ? result : table.iterator(table.any());
    if (scope.isAsync && !result->is(types::TypeKind::Task)) return table.task(result);
    return result;
}

types::Type* functionTypeOf(types::TypeTable& table, const ast::Function& fn) {
    const FunctionScope& scope = *fn.scope;
    std::vector<types::Type*> params;
    for (uint32_t i = 0; i < scope.paramCount; ++i) {
        types::Type* declared = scope.locals[i]->declaredType;
        params.push_back(declared ? declared : table.any());
    }
    return table.function(params, resultTypeOf(table, scope));
}

}  // namespace noodle::sema
