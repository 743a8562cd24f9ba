#include "compiler/lower/lower.h"

#include "compiler/lower/function_lowerer.h"

namespace noodle::lower {

namespace {

// The rows keep the numbers that sema gave them: annotations count by them.
void copyTables(ModuleContext& m) {
    bc::BcModule& tables = m.builder.tables();
    for (const sema::ModuleVariable& variable : m.info.variables) {
        // A function that is never rebound is as good as a constant for who runs the code.
        const bool isFixed = variable.symbol->isHoisted && variable.symbol->neverRebound;
        m.builder.addVariable(m.text(variable.name), variable.isConst || isFixed);
    }
    for (const sema::ModuleRequest& request : m.info.requests) {
        tables.requests.push_back({m.builder.string(request.path), request.lazy, request.dotted});
    }
    for (const sema::ImportBinding& binding : m.info.imports) {
        tables.imports.push_back({binding.request, m.builder.string(m.text(binding.name))});
    }
    for (const sema::ExportEntry& entry : m.info.exports) {
        using Kind = bc::Export::Kind;
        Kind kind = entry.kind == sema::ExportKind::Variable   ? Kind::Variable
                    : entry.kind == sema::ExportKind::Reexport ? Kind::Reexport
                                                               : Kind::Star;
        m.builder.addExport(m.text(entry.name), kind, entry.index);
    }
    tables.callsMain = m.info.callsMain;
    tables.mainVariable = m.info.mainVariable;
}

}  // namespace

ModuleLowering::ModuleLowering(const ast::Module& module, const sema::Analysis& analysis, std::string name,
                               const Context& context, const Options& options)
    : context_(std::make_unique<ModuleContext>(module, analysis, std::move(name), context, options)) {
    copyTables(*context_);
    Work body;
    body.index = context_->builder.reserveFunction();
    body.scope = module.scope;
    body.name = "<module>";
    body.qualifiedName = context_->builder.string(body.name);
    context_->work.push_back(body);
}

ModuleLowering::~ModuleLowering() = default;

ir::IrModule& ModuleLowering::module() {
    return context_->builder.module();
}

bool ModuleLowering::hasNext() const {
    return next_ < context_->work.size();
}

void ModuleLowering::next(ir::IrFunction& function) {
    // A copy: lowering a function appends the ones inside it to the list.
    Work work = context_->work[next_++];
    function = FunctionLowerer(*context_, work, std::move(function)).run();
}

ir::IrModule lowerModule(const ast::Module& module, const sema::Analysis& analysis, std::string name,
                         const Context& context, const Options& options) {
    ModuleLowering lowering(module, analysis, std::move(name), context, options);
    while (lowering.hasNext()) {
        ir::IrFunction function;
        lowering.next(function);
        lowering.module().functions.push_back(std::move(function));
    }
    return std::move(lowering.module());
}

}  // namespace noodle::lower
