#include "compiler/sema/sema.h"

#include "compiler/sema/class_checks.h"
#include "compiler/sema/flow.h"
#include "compiler/sema/resolver.h"
#include "compiler/sema/store.h"
#include "compiler/sema/unused.h"
#include "compiler/types/relations.h"

namespace noodle::sema {

Analysis::Analysis() : store_(std::make_unique<Store>()) {}
Analysis::~Analysis() = default;

const ModuleInfo& Analysis::module() const {
    return store_->module;
}

Session Analysis::session() const {
    Session session;
    for (const ModuleVariable& variable : store_->module.variables) {
        session.variables.push_back({variable.name, variable.isConst});
    }
    return session;
}

const MemberName* Analysis::memberNameOf(const types::ClassInfo& cls) const {
    auto it = store_->memberClasses.find(&cls);
    return it == store_->memberClasses.end() ? nullptr : &it->second;
}

Symbol* Analysis::symbolOf(const types::ClassInfo& cls) const {
    auto it = store_->classSymbols.find(&cls);
    return it == store_->classSymbols.end() ? nullptr : it->second;
}

std::unique_ptr<Analysis> analyze(ast::Module& module, Context context, const Options& options) {
    auto analysis = std::make_unique<Analysis>();
    Resolver resolver(module, analysis->store(), context, options, false);
    resolver.run();
    checkClasses(analysis->store(), context);
    // Wrong names would make wrong types: the author meets them first.
    if (context.sink.isFull()) return analysis;
    Flow flow(module, analysis->store(), context, options);
    flow.run();
    if (options.lint && !context.sink.hasErrors()) reportUnused(module, analysis->store(), context);
    return analysis;
}

ModuleInterface describe(ast::Module& module, Context context, std::unique_ptr<Analysis>& owner) {
    owner = std::make_unique<Analysis>();
    DiagnosticSink quiet;
    Options options;
    options.warnings = false;
    Context silent{context.names, context.types, quiet, context.imports};
    Resolver resolver(module, owner->store(), silent, options, true);
    resolver.run();
    return resolver.interface();
}

bool needsCheck(const types::Type* from, bool proven, const types::Type* to) {
    if (!to || to->isAny() || to->is(types::TypeKind::TypeParam)) return false;
    return !proven || !from || types::fit(from, to) != types::Fit::Yes;
}

}  // namespace noodle::sema
