// Resolves every name and type annotation of a module.
//
// Is: scopes, captures, placement checks (break, yield, await …), class descriptions and the module's
// tables. Is not: flow analysis (flow.h), which runs afterwards on a fully resolved tree.
// Names are looked up through visible_, one slot per Name with an undo log: a lookup is O(1) and leaving
// a scope costs what entering it did. Inner functions are resolved where they stand, so what is visible
// there is what they see; function-level names are found beforehand by NameCollector.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/sema/collect.h"
#include "compiler/sema/sema.h"
#include "compiler/sema/store.h"
#include "compiler/sema/suggestion.h"
#include "compiler/types/builtins.h"
#include "compiler/types/type.h"

namespace noodle::sema {

class Resolver {
  public:
    // headersOnly: declarations and signatures, no bodies; for describing a module to its importers.
    Resolver(ast::Module& module, Analysis::Store& store, const Context& context, const Options& options,
             bool headersOnly);

    void run();
    // After run(): what importers see.
    ModuleInterface interface();

    // ---- for NameCollector
    NameTable& names() { return context_.names; }
    FunctionScope* function() const { return frames_.back().scope; }
    Symbol* visible(Name name) const;
    bool isHidden(Name name) const { return name.id < visible_.size() && visible_[name.id] == &hidden_; }
    void hide(Name name) { bind(name, &hidden_); }
    size_t mark() const { return undo_.size(); }
    void restore(size_t mark);
    bool importsAreVariables() const { return options_.session != nullptr; }
    void addStarImport(ast::ImportDecl& decl);
    void reportGlobalAfterUse(const ast::NameExpr& name);

  private:
    // The innermost loop around the statement being resolved.
    struct LoopPlace {
        uint32_t loopDepth = 0;
        uint32_t loopId = 0;
        LoopFacts* loop = nullptr;
    };
    // One function whose body is being resolved.
    struct Frame : LoopPlace {
        FunctionScope* scope = nullptr;
        uint32_t catchDepth = 0;
        uint32_t comprehensions = 0;
        std::unordered_map<const Symbol*, uint32_t> manyCaptures = {};

        // Number of the symbol among the captures, or kNoIndex.
        uint32_t indexOf(const Symbol* symbol);
    };
    struct StarImport {
        uint32_t request = 0;
        const ModuleInterface* interface = nullptr;  // null: not known
    };
    // A use that may still turn out to mean a module variable declared by `global` further down.
    struct Unresolved {
        ast::NameExpr* name;
        FunctionScope* function;
        std::string near;  // the most similar name that is visible, or empty
    };
    // The class whose members are being resolved.
    struct ClassContext {
        types::ClassInfo* info = nullptr;
        ast::ClassDecl* decl = nullptr;  // null for an enum
    };
    // Names that the pattern of the current arm binds.
    struct PatternNames {
        std::unordered_map<Name, Symbol*> symbols;
        std::vector<Name> bound;
        Scope* scope = nullptr;
        types::ClassInfo* enumHint = nullptr;
    };

    // ---- scopes (resolve_scope.cpp)
    void bind(Name name, Symbol* symbol);
    Symbol* newSymbol(Name name, SymbolKind kind, BindingForm form, Span span);
    Symbol* newLocal(Name name, BindingForm form, Span span);
    void addLocal(Symbol* symbol);
    void addModuleVariable(Symbol* symbol);
    Symbol* lookup(Name name, bool decorator = false);
    Symbol* lookupStar(Name name);
    Symbol* builtinSymbol(Name name) { return store_.builtinSymbol(name, types_); }
    Symbol* use(ast::NameExpr& name, bool decorator = false);
    void markUse(Symbol* symbol);
    void capture(Symbol* symbol);
    uint32_t captureIn(size_t frame, Symbol* symbol);
    void noteUse(Symbol* symbol, Symbol** place);
    void noteAssign(Symbol* symbol);
    void reportUndefined(const ast::NameExpr& name);
    std::string suggestionFor(Name name) const;
    void enter(FunctionScope* scope);
    void leave();
    void declareNames(const NameCollector& collector);
    void declareName(const Declared& declared);
    void declareOuter(const OuterName& outer);
    bool isDeprecated(Seq<ast::Expr*> decorators) const;
    void declareImport(const Declared& declared, Symbol* symbol);
    void declareClass(const Declared& declared, Symbol* symbol);
    Symbol* moduleVariable(Name name, Span span);
    void resolvePending();

    // ---- statements (resolve_stmt.cpp)
    void body(ast::Block& block);
    void block(ast::Block& block, bool isBody = false);
    void declareBlockNames(ast::Block& block, bool isBody);
    void declareVar(ast::VarDecl& decl, Scope* scope, bool isBody);
    void stmt(ast::Stmt& stmt);
    void assignStmt(ast::AssignStmt& stmt);
    void varDecl(ast::VarDecl& decl);
    void assignTarget(ast::Expr& target, bool compound = false, bool declaring = false);
    void assignName(ast::NameExpr& name, bool compound, bool declaring);
    bool checkAssignable(const Symbol& symbol, const ast::NameExpr& name);
    void warnForwardLet(const Symbol& symbol, const ast::NameExpr& name);
    void whileLoop(ast::Node& loop, ast::Expr& condition, ast::Block& body);
    void forIn(ast::ForInStmt& loop);
    void forLoop(ast::ForStmt& loop);
    void openLoop(ast::Node& loop, LoopPlace& saved);
    void closeLoop(const LoopPlace& saved);
    Symbol* openLoopVariable(ast::NameExpr& name, Scope* scope);
    void closeLoopVariables(Scope* scope);
    void tryStmt(ast::TryStmt& stmt);
    void catchClause(ast::CatchClause& clause);
    bool namesClass(Name name);
    void withStmt(ast::WithStmt& stmt);
    void importStmt(ast::ImportDecl& decl);
    void exportList(ast::ExportList& list);

    // ---- expressions and patterns (resolve_expr.cpp, resolve_pattern.cpp)
    void expr(ast::Expr& expr);
    void leafExpr(ast::Expr& expr);
    void restOf(ast::Expr& expr);
    void exprOrNull(ast::Expr* expr) {
        if (expr) this->expr(*expr);
    }
    void nameExpr(ast::NameExpr& name);
    void selfExpr(ast::NameExpr& name);
    void superExpr(ast::SuperExpr& expr);
    void callExpr(ast::CallExpr& call);
    void lambda(ast::LambdaExpr& expr);
    void comprehension(ast::ComprehensionExpr& expr);
    void comprehensionClauses(ast::ComprehensionExpr& expr);
    void ifExpr(ast::IfExpr& expr);
    void yieldExpr(ast::YieldExpr& expr);
    void reportAwait(const FunctionScope& scope, Span span);
    void awaitUse(Span span);
    void matchExpr(ast::MatchExpr& match);
    void pattern(ast::Pattern& pattern, PatternNames& names);
    void namePattern(ast::NamePattern& pattern, PatternNames& names);
    void constructorPattern(ast::ConstructorPattern& pattern, PatternNames& names);
    void orPattern(ast::OrPattern& pattern, PatternNames& names);
    Symbol* bindPattern(Name name, Span span, PatternNames& names);
    types::ClassInfo* enumOfPatterns(ast::MatchExpr& match);
    types::ClassInfo* enumWithVariant(Name variant);
    Symbol* symbolOf(types::ClassInfo& info);

    // ---- declarations (resolve_decl.cpp, resolve_class.cpp)
    void decorators(Seq<ast::Expr*> decorators);
    void functionDecl(ast::FunctionDecl& decl);
    void function(ast::Function& fn, const ClassContext* cls);
    void setMethodFlags(FunctionScope& scope, ast::Function& fn, const ClassContext& cls);
    void declareParams(ast::Function& fn, FunctionScope& scope);
    void param(ast::Param& param, FunctionScope& scope);
    void bindAgain(ast::Param& param);
    void bindParam(Symbol* symbol, const FunctionScope& scope);
    void setResult(ast::Function& fn, FunctionScope& scope);
    bool endsInMatch(const ast::Function& fn, const FunctionScope& scope) const;
    void typeParams(Seq<ast::TypeParam*> params, Seq<ast::WhereBound*> bounds, const void* owner,
                    std::vector<types::Type*>* out);
    void classDecl(ast::ClassDecl& decl);
    void dataclassOptions(const ast::ClassDecl& decl);
    void classHeader(ast::ClassDecl& decl, types::ClassInfo& info);
    void addBase(ast::TypeExpr& base, types::ClassInfo& info, bool interfacesOnly);
    void members(Seq<ast::Stmt*> members, const ClassContext& cls);
    void nestedDecl(ast::Stmt& member, const ClassContext& cls);
    void fieldDecl(ast::FieldDecl& field, const ClassContext& cls);
    void fieldValue(ast::FieldDecl& field, const ClassContext& cls);
    void method(ast::FunctionDecl& decl, const ClassContext& cls);
    void addMember(const ClassContext& cls, types::ClassMember member);
    types::ClassInfo& infoOf(ast::Node& decl, Name name, Symbol* symbol);
    Symbol* declaredSymbol(Name name, Span span);
    bool hasUnknownDecorator(Seq<ast::Expr*> decorators) const;
    void enumDecl(ast::EnumDecl& decl);
    void enumVariant(ast::EnumVariant& variant, types::ClassInfo& info);
    types::ClassInfo* newClass(Name name, Symbol* symbol, ast::Node* decl);

    // ---- types (resolve_type.cpp)
    types::Type* type(ast::TypeExpr& expr);
    types::Type* testType(ast::TypeExpr& expr);
    types::Type* typeOrNull(ast::TypeExpr* expr) { return expr ? type(*expr) : nullptr; }
    types::Type* computeType(ast::TypeExpr& expr);
    types::Type* namedType(ast::NamedType& expr);
    types::Type* symbolType(ast::NamedType& expr, Symbol& symbol);
    types::Type* memberType(ast::NamedType& expr, Symbol& first);
    types::Type* importedType(Symbol& module, Name name, bool isDirect);
    types::Type* builtinType(ast::NamedType& expr, const types::Builtin& builtin);
    types::Type* optionType(ast::NamedType& expr);
    types::Type* aliasType(Symbol& alias, Seq<ast::TypeExpr*> args, Span span);
    types::Type* literalType(ast::LiteralType& expr);
    types::Type* unknownClass(Symbol* symbol, Name name);
    types::Type* unknownType(ast::NamedType& expr);
    types::Type* withArgs(ast::NamedType& expr, types::ClassInfo& info);
    std::vector<types::Type*> argTypes(Seq<ast::TypeExpr*> args);
    bool checkArgCount(Span span, Name name, size_t want, size_t have);

    // ---- the module (resolve_module.cpp)
    uint32_t request(std::string path, bool lazy, bool dotted, Span span);
    uint32_t requestOf(const ast::ImportDecl& decl);
    uint32_t wholeRequest(uint32_t number);
    const ModuleInterface* interfaceOf(uint32_t request);
    uint32_t importBinding(uint32_t request, Name name);
    void finishExports();
    void exportSymbol(Name exported, Symbol* symbol);
    void exportItem(ast::ExportList& list, ast::ImportItem& item);
    void exportEverything();
    void finishHoisting();
    bool isHoistable(ast::Stmt& stmt, Symbol*& symbol) const;
    bool basesReady(const ast::Stmt& stmt) const;
    void finishMain();
    void finishSymbols();

    ast::Module& module_;
    Analysis::Store& store_;
    const Context& context_;
    const Options& options_;
    types::TypeTable& types_;
    bool headersOnly_;

    NameCollector collector_{*this};
    Symbol hidden_;
    std::vector<Symbol*> visible_;
    std::vector<std::pair<Name, Symbol*>> undo_;
    std::vector<Frame> frames_;
    NameMap<Symbol*> moduleNames_;
    std::unordered_map<Name, Symbol*> leafImports_;  // import a.b: b, where nothing else is called b
    std::vector<StarImport> stars_;
    std::vector<Unresolved> unresolved_;
    std::unordered_map<std::string, uint32_t> requestNumbers_;
    std::unordered_map<uint64_t, uint32_t> bindingNumbers_;
    std::unordered_map<uint64_t, types::Type*> unknownClasses_;
    std::unordered_map<Name, std::vector<types::ClassInfo*>> variantEnums_;
    std::unordered_map<const Symbol*, bool> openAliases_;
    std::unordered_map<const ast::Node*, types::ClassInfo*> classInfos_;  // by declaration
    uint32_t nextLoopId_ = 1;
    uint32_t nextBlockId_ = 1;
    std::vector<ast::Expr*> spine_;  // nodes whose first child is being resolved
    bool inTest_ = false;
    bool mainIsCalled_ = false;
    bool hasExport_ = false;
};

}  // namespace noodle::sema
