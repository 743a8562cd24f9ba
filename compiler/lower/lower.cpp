#include "compiler/lower/lower.h"

#include "compiler/lower/function_lowerer.h"

namespace noodle::lower {

namespace {

// The rows keep the numbers that sema gave them: annotations count by them.
void copyTables(ModuleContext& m) {
    bc::BcModule& tables = m.builder.tables();
    for (const sema::ModuleVariable& variable : m.info.variables) {
        m.builder.addVariable(m.text(variable.name), variable.isConst);
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

ir::IrModule lowerModule(const ast::Module& module, const sema::Analysis& analysis, std::string name,
                         const Context& context, const Options& options) {
    ModuleContext m(module, analysis, std::move(name), context, options);
    copyTables(m);
    Work body;
    body.index = m.builder.reserveFunction();
    body.scope = module.scope;
    body.name = "<module>";
    body.qualifiedName = "<module>";
    m.work.push_back(std::move(body));
    // Lowering a function appends the ones inside it.
    for (size_t i = 0; i < m.work.size(); ++i) FunctionLowerer(m, m.work[i]).run();
    return m.builder.finish();
}

}  // namespace noodle::lower
