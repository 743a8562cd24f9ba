// Lowers one function body (a function, a module body, field initialisers or a generator expression) into its
// IrFunction.
//
// Is: the state of one body and the rules for every node; the rules are spread over lower_*.cpp by family.
// Is not: a place that knows other functions: a nested one becomes a Work of the ModuleContext.
// Owned by lowerModule, alive for one body.
// Invariants:
//  - expr() gives a tree that has not run yet. Only nodes with needsBlocks emit anything while they are
//    lowered; whoever holds trees that must run before such a node spills them first (addOperand, spill).
//  - put() takes a statement at the point reached: emitted in statement position, collected into a Seq inside
//  a tree.
//  - A temporary lives until the statement that took it ends, so a tree may read it at any later point of the
//  statement.
#pragma once

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/ir/builder.h"
#include "compiler/lower/module_context.h"
#include "vm/bytecode/module.h"

namespace noodle::lower {

using ir::BlockId;
using ir::NodeId;
using ir::NodeVector;
using ir::SlotId;
using ir::SourcePos;

// The class whose member a function is.
struct MemberOwner {
    std::string_view name;
    bool isInterface = false;
    bool isActor = false;
};

class FunctionLowerer {
  public:
    // `memory` is a function whose memory is used again.
    FunctionLowerer(ModuleContext& module, const Work& work, ir::IrFunction memory);
    // Lowers the whole body.
    ir::IrFunction run();

  private:
    // ---- lower_function.cpp: frames, parameters, closures
    void declareSlots();
    void declareParams(const ast::Function& function);
    void makeEntryCells();
    void lowerFunctionBody(const ast::Function& function);
    void lowerParams(const ast::Function& function);
    void lowerParam(const ast::Param& param, SlotId slot);
    void lowerMatchBody(const ast::Block& body);
    void lowerGeneratorBody(const ast::ComprehensionExpr& comprehension);
    NodeId checkedResult(const ast::Expr* value, NodeId node, SourcePos pos);
    NodeId closureOf(const sema::FunctionScope& scope, std::string_view name,
                     const MemberOwner* owner = nullptr);
    std::vector<bc::Capture> capturesOf(const sema::FunctionScope& inner);
    // The closure after its decorators.
    NodeId functionValue(const ast::Function& function, std::string_view name,
                         const MemberOwner* owner = nullptr);
    bool hasEffect(const Seq<ast::Expr*>& decorators) const;
    bool isKnownDecorator(const ast::Expr* e) const;
    NodeId decorated(const Seq<ast::Expr*>& decorators, NodeId value);
    void lowerFunctionDecl(const ast::FunctionDecl& decl);

    // ---- lower_module.cpp
    void lowerModuleBody();
    void lowerHoisted();
    void lowerImport(const ast::ImportDecl& decl);
    uint32_t boundRequest(const ast::ImportDecl& decl);
    void lowerExportList(const ast::ExportList& list);

    // ---- lower_names.cpp: variables and scopes
    bool isOwn(const sema::Symbol* symbol) const { return symbol->owner == &scope_; }
    static bool isCell(const sema::Symbol* symbol) { return symbol->isCaptured && symbol->isReassigned; }
    SlotId slotOf(const sema::Symbol* symbol) const { return slots_[symbol->index]; }
    // False for a local of another function that sema did not record as captured.
    bool isReachable(const sema::Symbol* symbol) const;
    bool isCaptured(const sema::Symbol* symbol) const { return captureOf(symbol) != sema::kNoIndex; }
    // Its number among the captures, or kNoIndex.
    uint32_t captureOf(const sema::Symbol* symbol) const;
    NodeId load(const sema::Symbol* symbol, bool checked, SourcePos pos);
    NodeId loadLocalVariable(const sema::Symbol* symbol, bool checked, SourcePos pos);
    NodeId loadName(const ast::NameExpr& name);
    NodeId loadOrBuiltin(const ast::NameExpr& name);
    NodeId store(const sema::Symbol* symbol, NodeId value, SourcePos pos);
    // store() after the check that the declared type demands.
    NodeId storeChecked(const sema::Symbol* symbol, const ast::Expr* from, NodeId value, SourcePos pos);
    void enterScope(const sema::Scope* scope, SourcePos pos);
    void makeFresh(const sema::Symbol* symbol, SourcePos pos);
    // Evaluating it twice gives the same value and has no effect.
    bool isStable(const ast::Expr* expr) const;

    // ---- lower_expr.cpp
    NodeId expr(const ast::Expr* e);
    NodeId leaf(const ast::Expr* e);
    NodeId combine(const ast::Expr* e, NodeId left);
    NodeId combineMember(const ast::MemberExpr& member, NodeId object);
    NodeId combineIndex(const ast::IndexExpr& index, NodeId object);
    NodeId combineSlice(const ast::SliceExpr& slice, NodeId object);
    const ast::Expr* spineLeft(const ast::Expr* e) const;
    NodeId foldSpine(size_t base, NodeId left);
    NodeId optionalChain(const ast::OptionalChain& chain);
    void addOperand(NodeVector& operands, const ast::Expr* e);
    NodeId spill(NodeId value, SourcePos pos);
    NodeId spillAlways(NodeId value, SourcePos pos);
    NodeId reload(SlotId slot, NodeId like, SourcePos pos);
    NodeVector items(const Seq<ast::Expr*>& exprs);
    NodeId mapLiteral(const ast::MapExpr& map);
    NodeId interpolated(const ast::InterpolatedString& string);
    NodeId stringPart(const ast::StringPart& part, NodeId value);
    std::string_view lambdaName(const ast::LambdaExpr& lambda) const;
    NodeId streamFrom(const ast::StreamExpr& stream);
    NodeId yieldFrom(const ast::YieldExpr& yield);
    // Value typed by sema's proof.
    NodeId proven(const ast::Expr* e, NodeId node);

    // ---- lower_operators.cpp
    NodeId binary(ast::BinaryOp op, NodeId left, NodeId right, SourcePos pos);
    NodeId combineBinary(const ast::BinaryExpr& binary, NodeId left);
    NodeId unary(const ast::UnaryExpr& unary);
    NodeId compareChain(const ast::CompareChain& chain);
    // Comparison number i; `again` gets its right operand for the next one.
    NodeId compareLink(const ast::CompareChain& chain, size_t i, NodeId left, NodeId& again);
    NodeId conditional(const ast::ConditionalExpr& conditional);
    // a op b where evaluating b needs blocks.
    NodeId logicalInBlocks(ast::BinaryOp op, NodeId left, const ast::Expr* right, SourcePos pos);
    NodeId logical(ast::BinaryOp op, NodeId left, const ast::Expr* right, SourcePos pos);
    NodeId isExpr(const ast::IsExpr& is);
    NodeId asExpr(const ast::AsExpr& as);
    void branchOn(const ast::Expr* condition, BlockId yes, BlockId no);
    void branchLogical(const ast::BinaryExpr& logical, BlockId yes, BlockId no);

    // ---- lower_types.cpp
    // Where a checked value goes, for the error text: `what`, a name and `after`, a function or a type.
    struct CheckPlace {
        std::string_view what;
        Name name = {};
        std::string_view after = {};
        bool inFunction = false;
        const types::Type* type = nullptr;
    };
    CheckPlace variablePlace(Name name) const { return {"variable '", name, "'"}; }
    CheckPlace fieldPlace(Name name) const { return {"field '", name, "'"}; }
    std::string_view textOf(const CheckPlace& place);
    NodeId checkType(NodeId value, const types::Type* type, const CheckPlace& place, SourcePos pos);
    NodeId checkFor(const ast::Expr* from, NodeId value, const types::Type* type, const CheckPlace& place,
                    SourcePos pos);
    NodeId typeTest(NodeId value, const ast::TypeExpr* type, SourcePos pos);
    NodeId unionTest(NodeId value, const ast::UnionType& type, SourcePos pos);
    // The class that a written type names, as a value; for a union a tuple of classes.
    NodeId classValue(const ast::TypeExpr* type, SourcePos pos);
    NodeId loadClass(const sema::Symbol* symbol, SourcePos pos);
    NodeId namedTypeValue(const ast::NamedType& named, SourcePos pos);
    NodeId classTuple(const Seq<ast::TypeExpr*>& types, SourcePos pos);
    NodeId literalTest(NodeId value, const ast::Expr* literal, SourcePos pos);
    const sema::Symbol* localClass(const types::Type* type) const;
    bool namesUnknownClass(const ast::TypeExpr* type) const;

    // ---- lower_call.cpp
    struct Arguments {
        NodeVector values;
        SmallVector<const ast::Arg*, 6> args;  // per value; null for values given by the caller
        bool spreads = false;
        bool named = false;
        bool braces = false;  // Name{…}
    };
    struct Callee {
        enum class Kind : uint8_t { Value, Method, Super } kind = Kind::Value;
        NodeId value;  // the function, the object, or self
        std::string_view name;
    };
    NodeId combineCall(const ast::CallExpr& call, NodeId calleeOrObject);
    NodeId superAccess(const ast::Expr* e);
    NodeId pipe(const ast::BinaryExpr& pipe, NodeId left);
    NodeId finishCall(Callee callee, const ast::CallExpr* call, std::span<const NodeId> first, SourcePos pos);
    Arguments arguments(NodeId& callee, const ast::CallExpr* call, std::span<const NodeId> first);
    NodeId spreadCall(const Callee& callee, const Arguments& arguments, SourcePos pos);
    NodeId plainCall(const Callee& callee, const Arguments& arguments, SourcePos pos);
    NodeId checkedArgument(const ast::CallExpr& call, size_t position, NodeId value);
    std::string_view memberName(Name name) const;
    bool lowerAssert(const ast::Expr* e);

    // ---- lower_assign.cpp
    void put(NodeId statement);
    template <typename Body>
    NodeId sequence(bool inBlocks, SourcePos pos, Body body);  // sequence.h
    void lowerAssign(const ast::AssignStmt& stmt);
    void lowerVarDecl(const ast::VarDecl& decl);
    // target = value, operands left to right.
    void assign(const ast::Expr* target, const ast::Expr* value);
    // Assigns a value that was evaluated before (a temporary or constant); `from` is where it came from, or
    // null.
    void assignValue(const ast::Expr* target, const ast::Expr* from, NodeId value);
    NodeVector sliceOperands(const ast::SliceExpr& slice, NodeId object);
    bool isPlainLocal(const sema::Symbol* symbol) const;
    void assignElement(const ast::IndexExpr& target, NodeVector objectIndexValue, const ast::Expr* from);
    bool assignInParallel(const ast::Expr* target, const ast::Expr* value);

    // Destructuring. Targets that need more than the element itself wait in temporaries until all elements
    // are taken.
    struct Later {
        const ast::Expr* target;
        SlotId value;
    };
    void destructure(const ast::Expr* target, NodeId value);
    NodeId unpack(const ast::Expr* target, NodeId value, bool viaTemps, std::vector<Later>& later);
    NodeId unpackList(const Seq<ast::Expr*>& targets, NodeId value, bool viaTemps, std::vector<Later>& later,
                      SourcePos pos);
    NodeId unpackMap(const ast::MapExpr& targets, NodeId value, bool viaTemps, std::vector<Later>& later);
    // A variable, or a pattern of variables: takes its element straight from the stack.
    static bool isDirect(const ast::Expr* target);
    // The statement that takes the Hole into one target.
    NodeId takeHole(const ast::Expr* target, bool viaTemps, std::vector<Later>& later);
    void storeLater(std::span<const Later> later);

    // A target that is read and then written: its operands are evaluated once.
    struct Place {
        const ast::Expr* target = nullptr;
        NodeVector read, write;  // operands: object; object and index; object and bounds
    };
    Place placeOf(const ast::Expr* target, bool inBlocks);
    void addPlaceOperand(Place& place, const ast::Expr* operand, bool inBlocks);
    NodeId readPlace(const Place& place);
    NodeId readOrNull(const Place& place);
    void lowerDelete(const ast::Expr* target);
    void writePlace(const Place& place, NodeId value, const ast::Expr* from);
    // target op= value; the new value also goes to `result` if there is one.
    void compound(ast::BinaryOp op, const ast::Expr* target, const ast::Expr* value, SlotId result);
    NodeId combined(ast::BinaryOp op, NodeId old, const ast::Expr* value, SourcePos pos);
    NodeId assignExpr(const ast::AssignExpr& assign);
    NodeId increment(const ast::IncrementExpr& increment, bool wanted);

    // ---- lower_stmt.cpp
    void lowerStmt(const ast::Stmt* stmt);
    void lowerStmts(std::span<ast::Stmt* const> stmts);
    void lowerBlock(const ast::Block& block);
    void lowerExprStmt(const ast::ExprStmt& stmt);
    void lowerReturn(const ast::ReturnStmt& stmt);
    void lowerThrow(const ast::ThrowStmt& stmt);
    // The block's last expression into `result`; null if it has none.
    void blockValue(const ast::Block& block, SlotId result);
    void stmtValue(const ast::Stmt* stmt, SlotId result);

    // ---- lower_control.cpp
    enum class ExitKind : uint8_t { Break, Continue, Return };
    static constexpr int64_t kFirstExit = 2;  // lower_try.cpp
    struct Exit {
        ExitKind kind = ExitKind::Return;
        size_t loop = 0;  // index in control_ for Break and Continue
        bool operator==(const Exit&) const = default;
    };
    struct Control {
        bool isLoop = false;
        BlockId handler;  // in force outside it
        // Loops.
        BlockId breakTo, continueTo;
        SlotId iterator;                     // open while the body runs; invalid: none
        const sema::Scope* turns = nullptr;  // variables whose last value is copied out
        // Clean-ups (finally, with).
        BlockId entry;
        SlotId kind, value;
        std::vector<Exit> exits;
    };
    void lowerIf(const ast::IfStmt& stmt);
    template <typename Arm, typename Else>
    void ifArms(const Seq<ast::IfArm*>& arms, Arm arm, Else orElse);
    NodeId ifExpr(const ast::IfExpr& e);
    void ifValue(const Seq<ast::IfArm*>& arms, const ast::Block* elseBody, SlotId result);
    void lowerWhile(const ast::WhileStmt& stmt);
    void lowerDoWhile(const ast::DoWhileStmt& stmt);
    void lowerFor(const ast::ForStmt& stmt);
    void lowerForIn(const ast::ForInStmt& stmt);
    void openIterator(const ast::Expr* target, NodeId source, bool isAsync, SlotId iterator, SourcePos pos);
    // Ends the block with the step to the next element and goes on in the body.
    void nextElement(const ast::Expr* target, bool isAsync, SlotId iterator, BlockId exit, SourcePos pos);
    // An iterator that is abandoned by a throw is closed: between the two calls lies the code that may throw.
    struct Guard {
        BlockId onThrow, before;
    };
    Guard beginGuard();
    void endGuard(Guard guard, SlotId iterator, SourcePos pos);
    void copyOut(const sema::Scope* scope, SourcePos pos);
    void copyOutReassigned(const sema::Scope* scope, SourcePos pos);
    void freshTurn(const sema::Scope* scope, SourcePos pos);
    Control& openLoop(BlockId breakTo, BlockId continueTo);
    void closeLoop(const ast::Block* elseBody, BlockId done, BlockId exit);
    void branchOrJump(const ast::Expr* condition, BlockId yes, BlockId no);
    void enterCleanup(Control& cleanup, Exit exit, NodeId value, SourcePos pos);
    void lowerJump(ExitKind kind, SourcePos pos);
    bool closesIterator() const;
    void leave(Exit exit, NodeId value, SourcePos pos);
    void leaveLoop(const Control& loop, SourcePos pos);

    // ---- lower_try.cpp
    template <typename Body, typename Final>
    void protect(SourcePos pos, Body body, Final final);
    void dispatch(const Control& cleanup, NodeId suppressed, SourcePos pos);
    NodeId kindIs(const Control& cleanup, int64_t kind, SourcePos pos);
    void lowerTry(const ast::TryStmt& stmt);
    void lowerCatches(const ast::TryStmt& stmt);
    void lowerCatch(const ast::CatchClause& clause, SlotId error, BlockId end);
    NodeId catchTest(const ast::CatchClause& clause, SlotId error, SourcePos pos);
    void lowerWith(const ast::WithStmt& stmt, size_t item);

    // ---- lower_match.cpp
    enum class MatchMode : uint8_t { Statement, Value, ValueOrNull };
    NodeId matchExpr(const ast::MatchExpr& match);
    void lowerMatch(const ast::MatchExpr& match, MatchMode mode, SlotId result);
    void lowerArm(const ast::MatchArm& arm, SlotId subject, MatchMode mode, SlotId result, BlockId end);
    void testPattern(const ast::Pattern* pattern, SlotId value, BlockId fail);
    void testPart(const ast::Pattern* pattern, NodeId value, BlockId fail);
    void testPresent(const ast::Pattern* pattern, NodeId value, BlockId fail);
    void testName(const ast::NamePattern& pattern, SlotId value, BlockId fail);
    void testValue(const ast::Expr* literal, NodeId value, BlockId fail);
    void testRange(const ast::RangePattern& pattern, SlotId value, BlockId fail);
    void testOr(const ast::OrPattern& pattern, SlotId value, BlockId fail);
    void testConstructor(const ast::ConstructorPattern& pattern, SlotId value, BlockId fail);
    bool testBuiltinConstructor(const ast::ConstructorPattern& pattern, SlotId value, BlockId fail);
    void testMap(const ast::MapPattern& pattern, SlotId value, BlockId fail);
    void testSequence(const Seq<ast::Pattern*>& items, SlotId value, BlockId fail, SourcePos pos);
    void require(NodeId test, BlockId fail, SourcePos pos);
    static bool isVariant(const ast::Expr* e);

    // ---- lower_class.cpp
    void lowerClassDecl(const ast::ClassDecl& decl);
    void lowerEnumDecl(const ast::EnumDecl& decl);
    NodeId defineVariant(NodeId cls, const ast::EnumVariant& variant);
    bc::ClassDef describeClass(const ast::ClassDecl& decl);
    uint16_t classFlags(const ast::ClassDecl& decl);
    uint16_t dataclassFlags(const Seq<ast::Expr*>& decorators) const;
    static bool lacksBody(const ast::Function& function);
    void describeFields(const ast::ClassDecl& decl, bc::ClassDef& def);
    void describePayload(const ast::EnumDecl& decl, bc::ClassDef& def);
    void describeMatchFields(const ast::ClassDecl& decl, bc::ClassDef& def);
    NodeVector classBases(const ast::ClassDecl& decl, bc::ClassDef& def);
    NodeId defineMethods(NodeId cls, std::span<ast::Stmt* const> members, const MemberOwner& owner);
    NodeId defineMethod(NodeId cls, const ast::Function& function, const MemberOwner& owner);
    void defineShared(std::span<ast::Stmt* const> members, SlotId cls);
    void lowerFieldInit(const ast::ClassDecl& decl);
    void finishDeclaration(NodeId cls, const sema::Symbol* symbol, const Seq<ast::Expr*>& decorators,
                           std::span<ast::Stmt* const> members, SourcePos pos);
    uint32_t docOf(std::span<ast::Stmt* const> stmts);

    // ---- lower_comprehension.cpp
    NodeId comprehension(const ast::ComprehensionExpr& e);
    NodeId generatorExpr(const ast::ComprehensionExpr& e);
    SlotId openClause(const ast::ComprehensionClause& clause, NodeId source);
    void lowerClause(const ast::ComprehensionExpr& e, size_t number, SlotId iterator, SlotId result);
    void element(const ast::ComprehensionExpr& e, SlotId result);
    void freshTargets(const ast::Expr* target, SourcePos pos);

    // ---- shared
    SourcePos pos(const ast::Node* node) { return m_.position(node->span.begin); }
    SourcePos pos(Span span) { return m_.position(span.begin); }
    SlotId temp();
    std::string_view text(Name name) const { return m_.text(name); }
    static bool needsBlocks(const ast::Node* node) { return node->needsBlocks; }
    NodeId loadTemp(SlotId slot, SourcePos p) { return b_.loadLocal(slot, p); }

    // Gives back the temporaries that a statement took.
    class TempScope {
      public:
        explicit TempScope(FunctionLowerer& f) : f_(f), mark_(f.temps_.size()) {}
        ~TempScope();
        TempScope(const TempScope&) = delete;
        TempScope& operator=(const TempScope&) = delete;

      private:
        FunctionLowerer& f_;
        size_t mark_;
    };

    ModuleContext& m_;
    const Work work_;
    const sema::FunctionScope& scope_;
    ir::FunctionBuilder b_;
    std::vector<SlotId>& slots_;  // by Symbol::index; self apart
    SlotId self_;
    SlotId source_;  // generator expressions: the iterable of the first clause
    std::unordered_map<const sema::Symbol*, uint32_t> manyCaptures_;  // where they are many
    std::vector<SlotId>& temps_;
    std::vector<const ast::Expr*>& spine_;
    std::vector<Control> control_;
    std::vector<SlotId> errors_;   // of the catch blocks around, innermost last
    std::vector<SlotId> classes_;  // of the class bodies around, innermost last
    bool hoisting_ = false;
    NodeVector* collect_ = nullptr;  // where put() collects, inside a tree
};

}  // namespace noodle::lower
