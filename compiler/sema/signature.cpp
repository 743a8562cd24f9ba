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
    constexpr uint32_t kFew = 8;
    types::Type* few[kFew + 1];
    std::vector<types::Type*> many(scope.paramCount > kFew ? scope.paramCount + 1 : 0);
    std::span<types::Type*> args = many.empty() ? std::span(few, scope.paramCount + 1) : std::span(many);
    for (uint32_t i = 0; i < scope.paramCount; ++i) {
        types::Type* declared = scope.locals[i]->declaredType;
        args[i] = declared ? declared : table.any();
    }
    args.back() = resultTypeOf(table, scope);
    return table.function(args);
}

}  // namespace noodle::sema
