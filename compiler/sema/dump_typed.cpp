// --dump=typed: the tree with symbols and types, then the module's tables.

#include <string_view>

#include "compiler/ast/dump.h"
#include "compiler/sema/sema.h"

namespace noodle::sema {

using namespace ast;

namespace {

constexpr std::string_view kKindTexts[] = {"local",   "param",      "self",          "module",
                                           "builtin", "import",     "import-module", "class-field",
                                           "field",   "type-param", "type-alias"};

void appendSymbol(std::string& out, const Symbol& symbol) {
    out += " -> ";
    out += kKindTexts[static_cast<size_t>(symbol.kind)];
    if (symbol.index != kNoIndex) out += " " + std::to_string(symbol.index);
    if (symbol.isCaptured) out += symbol.isReassigned ? " captured-shared" : " captured";
    if (symbol.perIteration) out += " fresh";
    if (symbol.isHoisted) out += " hoisted";
}

const Symbol* symbolOf(const Node& node) {
    switch (node.kind) {
        case NodeKind::NameExpr:
            return static_cast<const NameExpr&>(node).symbol;
        case NodeKind::NamePattern:
            return static_cast<const NamePattern&>(node).symbol;
        case NodeKind::FunctionDecl:
            return static_cast<const FunctionDecl&>(node).symbol;
        case NodeKind::ClassDecl:
            return static_cast<const ClassDecl&>(node).symbol;
        case NodeKind::EnumDecl:
            return static_cast<const EnumDecl&>(node).symbol;
        case NodeKind::Param:
            return static_cast<const Param&>(node).symbol;
        case NodeKind::CatchClause:
            return static_cast<const CatchClause&>(node).symbol;
        default:
            return nullptr;
    }
}

void appendFunction(std::string& out, const FunctionScope& scope, const NameTable& names) {
    if (scope.isGenerator) out += " generator";
    if (scope.isAsync) out += " async";
    if (scope.usesSelf) out += " uses-self";
    if (scope.returnsMatchValue) out += " returns-match";
    if (scope.captures.empty()) return;
    out += " captures(";
    for (size_t i = 0; i < scope.captures.size(); ++i) {
        if (i) out += ", ";
        out += names.text(scope.captures[i].symbol->name);
    }
    out += ')';
}

void annotate(std::string& out, const Node& node, const void* data) {
    const auto& context = *static_cast<const Context*>(data);
    if (const Symbol* symbol = symbolOf(node)) appendSymbol(out, *symbol);
    if (node.kind == NodeKind::Function) {
        if (const FunctionScope* scope = static_cast<const Function&>(node).scope)
            appendFunction(out, *scope, context.names);
    }
    if (node.kind == NodeKind::NameExpr) {
        auto& name = static_cast<const NameExpr&>(node);
        if (name.checked) out += name.orBuiltin ? " or-builtin" : " checked";
    }
    if (!isExpr(node.kind)) return;
    auto& expr = static_cast<const Expr&>(node);
    if (!expr.type || expr.type->isAny()) return;
    out += expr.typeProven ? " : " : " :~ ";
    out += context.types.text(expr.type);
}

}  // namespace

std::string dumpTyped(const Module& module, const Analysis& analysis, const Context& context) {
    std::string out = dump(module, context.names, {false, annotate, &context});
    const ModuleInfo& info = analysis.module();
    const NameTable& names = context.names;
    for (size_t i = 0; i < info.variables.size(); ++i) {
        out += "variable " + std::to_string(i) + " " + std::string(names.text(info.variables[i].name));
        if (info.variables[i].isConst) out += " const";
        if (info.variables[i].symbol->neverRebound) out += " never-rebound";
        out += '\n';
    }
    for (size_t i = 0; i < info.requests.size(); ++i) {
        out += "request " + std::to_string(i) + " \"" + info.requests[i].path + "\"";
        if (info.requests[i].lazy) out += " lazy";
        if (info.requests[i].dotted) out += " dotted";
        out += '\n';
    }
    for (size_t i = 0; i < info.imports.size(); ++i) {
        out += "import " + std::to_string(i) + " request " + std::to_string(info.imports[i].request) + " " +
               std::string(names.text(info.imports[i].name)) + '\n';
    }
    for (const ExportEntry& entry : info.exports) {
        constexpr std::string_view kKinds[] = {"variable", "import", "star"};
        out += "export ";
        if (entry.name) out += std::string(names.text(entry.name)) + " ";
        out +=
            std::string(kKinds[static_cast<size_t>(entry.kind)]) + " " + std::to_string(entry.index) + '\n';
    }
    if (info.callsMain) out += "calls main\n";
    return out;
}

}  // namespace noodle::sema
