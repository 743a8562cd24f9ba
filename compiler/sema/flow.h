// Flow analysis: types, narrowing and definite assignment, after names are resolved.
//
// Vocabulary. A *state* says of each variable what type it has here and whether an assignment has run
// (definite) or may have run (maybe). Only the variables of the function being analysed have a flow type,
// and only while no inner function assigns them; every other read has the declared type, or any.
// A type is *proven* if the running program is known to satisfy it; otherwise it is what annotations claim.
// What is reported. Only what certainly fails, and not inside a try body that catches such failures nor in
// a lambda of one expression, because a program may want to see the error thrown.
// Method. The state is one array with an undo log. A branch is analysed, its changes are cut off the log
// (Branch) and joined with those of the other branch: the cost is that of the changes. A loop starts from
// a guess (the types at its entry) that a silent pass confirms or weakens; silent passes have a budget,
// so that the whole stays linear; without budget, what the loop assigns is any.
#pragma once

#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/sema/sema.h"
#include "compiler/sema/store.h"
#include "compiler/sema/suggestion.h"
#include "compiler/types/builtins.h"
#include "compiler/types/relations.h"

namespace noodle::sema {

struct VarState {
    types::Type* type = nullptr;  // null: any
    bool proven = false;
    bool maybe = false;
    bool definite = false;
    bool operator==(const VarState&) const = default;
};

// A parameter as a caller sees it, of a function, constructor, struct or variant.
struct ParamView {
    Name name;
    types::Type* type = nullptr;  // null: any
    bool optional = false;
    bool keywordOnly = false;
    ast::ParamKind form = ast::ParamKind::Normal;
    Span span;
};

class Flow {
  public:
    Flow(ast::Module& module, Analysis::Store& store, const Context& context, const Options& options);
    void run();

  private:
    using Type = types::Type;
    using TypeKind = types::TypeKind;

    // Changes of one way through the code, cut off the log.
    struct Branch {
        std::vector<std::pair<uint32_t, VarState>> changes;
        bool reachable = true;
    };
    // What a loop assumes of a variable it assigns, wherever control is inside it.
    struct Guess {
        Type* type = nullptr;
        bool proven = false;
        bool broken = false;  // an assignment did not fit
    };
    using LoopGuess = std::unordered_map<uint32_t, Guess>;
    // The function being analysed.
    struct FunctionState {
        FunctionScope* scope = nullptr;
        uint32_t tryDepth = 0;  // try bodies that expect failures; 1 in a short lambda, whoever calls it
        std::vector<LoopGuess*> loops = {};
    };

    // ---- states (flow.cpp)
    VarState& stateOf(const Symbol& symbol) { return states_[symbol.id]; }
    void setState(const Symbol& symbol, const VarState& state);
    size_t mark() const { return log_.size(); }
    Branch cut(size_t mark);
    void undo(size_t mark);
    void apply(const Branch& branch);
    void merge(std::span<const Branch* const> branches);
    void merge(const Branch& a, const Branch& b);
    void merge(const std::vector<Branch>& branches);
    VarState joined(const VarState& a, const VarState& b);
    bool isTracked(const Symbol& symbol) const;
    bool isOwn(const Symbol& symbol) const { return symbol.owner == fn_.scope; }
    Type* any() const { return types_.any(); }
    Type* kind(TypeKind kind) const { return types_.get(kind); }

    // ---- functions
    void function(ast::Function& fn);
    void functionBody(ast::Function& fn);
    void params(ast::Function& fn);
    void closure(const FunctionScope& scope);
    void functionLater(ast::Function& fn);
    void classDecl(ast::ClassDecl& decl);
    void classMethods(Seq<ast::Stmt*> members, FunctionScope* fieldScope);
    void classFields(Seq<ast::Stmt*> members, FunctionScope* fieldScope);
    void fieldValue(ast::FieldDecl& field, FunctionScope* fieldScope);
    void enumDecl(ast::EnumDecl& decl);

    // ---- statements (flow_stmt.cpp)
    void block(ast::Block& block);
    void stmt(ast::Stmt& stmt);
    void assignStmt(ast::AssignStmt& stmt);
    void compoundAssign(ast::CompoundAssignStmt& stmt);
    void checkResult(const ast::Expr& target, Type* type, Span span);
    void varDecl(ast::VarDecl& decl);
    // Types of the arms' last expressions go to `values` if it is not null.
    void branches(Seq<ast::IfArm*> arms, ast::Block* elseBody, ast::Expr* value);
    void returnStmt(ast::ReturnStmt& stmt);
    bool catchesTypeErrors(const ast::CatchClause& clause) const;
    void tryStmt(ast::TryStmt& stmt);
    void withStmt(ast::WithStmt& stmt);
    void weaken(const Branch& branch, bool mayHaveRun);
    template <typename Body>
    void loop(const LoopFacts& facts, ast::Expr* condition, Body&& body);
    template <typename Body>
    void settleGuess(LoopGuess& guess, Body&& body);
    LoopGuess guessOf(const LoopFacts& facts, bool& hasTypes);
    void dropGuess(LoopGuess& guess) const;
    void enterLoop(const LoopGuess& guess);
    void breakGuess(const Symbol& symbol, Type* type, bool proven);
    void whileLoop(ast::Node& node, ast::Expr& condition, ast::Block& body);
    void forIn(ast::ForInStmt& loop);
    void loopElse(const LoopFacts& facts, ast::Block* elseBody);
    void forLoop(ast::ForStmt& loop);
    ast::Expr* blockValue(const ast::Block& block) const;
    void declared(Symbol* symbol, Type* type);
    void importStmt(ast::ImportDecl& decl);

    // ---- assignment
    void assign(ast::Expr& target, Type* type, bool proven, ast::Expr* value);
    void assignName(ast::NameExpr& name, Type* type, bool proven, ast::Expr* value);
    void assignOuter(Symbol& outer, Type* type, bool proven);
    void assignMember(ast::MemberExpr& member, ast::Expr* value);
    void assignIndex(ast::IndexExpr& index, ast::Expr* value);
    void assignParts(ast::Expr& target, Type* type);
    Type* assignedType(Type* value, Type* declared);

    // ---- expressions (flow_expr.cpp)
    void expr(ast::Expr& expr);
    void leafExpr(ast::Expr& expr);
    void restOf(ast::Expr& expr);
    void exprOrNull(ast::Expr* expr) {
        if (expr) this->expr(*expr);
    }
    void set(ast::Expr& expr, Type* type, bool proven) {
        expr.type = type ? type : any();
        expr.typeProven = proven && !expr.type->isAny();
    }
    void set(ast::Expr& expr, TypeKind kind) { set(expr, this->kind(kind), true); }
    void nameExpr(ast::NameExpr& name);
    void localRead(ast::NameExpr& name, Symbol& symbol);
    void outerRead(ast::NameExpr& name, Symbol& symbol);
    void reportUnassigned(const ast::NameExpr& name);
    bool hidesBuiltin(const ast::NameExpr& name) const;
    void builtinName(ast::NameExpr& name);
    void unary(ast::UnaryExpr& expr);
    void binary(ast::BinaryExpr& expr);
    void logical(ast::BinaryExpr& expr);
    void pipe(ast::BinaryExpr& expr);
    void pipeResult(ast::BinaryExpr& expr, const ast::Expr& callee);
    Type* arithmetic(ast::BinaryOp op, Type* left, Type* right) const;
    void checkOperands(const ast::BinaryExpr& expr);
    bool isAnnotated(const ast::Expr& expr) const;
    void compareChain(ast::CompareChain& chain);
    void checkTestable(const ast::TypeExpr& target);
    void conditional(ast::ConditionalExpr& expr);
    void container(ast::Expr& expr);
    void comprehension(ast::ComprehensionExpr& expr);
    void lambda(ast::LambdaExpr& expr);
    void index(ast::IndexExpr& expr);
    void slice(ast::SliceExpr& expr);
    void member(ast::MemberExpr& expr);
    void classMember(ast::MemberExpr& expr, const types::ClassInfo& cls, bool isStatic);
    void warnNearMiss(const ast::MemberExpr& expr, const std::vector<std::string_view>& known,
                      const std::string& owner);
    void warnNotExported(const ast::MemberExpr& expr, const ModuleInterface& interface);
    void warnClassMember(const ast::MemberExpr& expr, const types::ClassInfo& cls);
    void appendNames(std::vector<std::string_view>& out, const types::ClassInfo& cls) const;
    void checkNull(ast::MemberExpr& expr);
    void checkPrivate(const ast::MemberExpr& expr, const types::ClassMember& found,
                      const types::ClassInfo& home);
    void noteAssignedInside(const ast::Expr& assignment, ast::Expr& target);
    void increment(ast::IncrementExpr& expr);
    void assignExpr(ast::AssignExpr& expr);
    void await(ast::AwaitExpr& expr);

    // ---- calls (flow_call.cpp)
    void call(ast::CallExpr& call);
    void callName(ast::CallExpr& call, ast::NameExpr& name);
    void callMember(ast::CallExpr& call, ast::MemberExpr& callee);
    void callBuiltin(ast::CallExpr& call, Symbol& symbol);
    void callFunction(ast::CallExpr& call, const ast::Function& fn, Type* receiver, bool proven,
                      bool checkCount);
    void callClass(ast::CallExpr& call, types::ClassInfo& cls, bool proven);
    bool constructorParams(types::ClassInfo& cls, std::vector<ParamView>& out) const;
    void paramsOf(const ast::Function& fn, std::vector<ParamView>& out) const;
    // `callee` is what messages call the function.
    void checkArgs(ast::CallExpr& call, Name callee, std::span<const ParamView> params, bool checkCount,
                   types::Bindings& bindings);
    void checkArg(ast::Arg& arg, const ParamView& param, types::Bindings& bindings);
    void checkBounds(const types::Bindings& bindings, Span span);
    void containerCall(ast::CallExpr& call, const ast::MemberExpr& callee, Type* container);
    void warnDeprecated(const ast::NameExpr& name);

    // ---- checks (flow_check.cpp)
    // What has the declared type, put into words only when it is reported: `before`, then a quoted name or
    // type.
    struct What {
        std::string_view before = {};
        Name name = {};
        const Type* type = nullptr;
        bool isAll = false;  // nothing follows `before`
    };
    What theResultOf(const ast::Function& fn) const { return {"the result of ", fn.name}; }
    std::string describe(const What& what) const;
    void checkFits(ast::Expr& value, Type* to, Span declSpan, const What& what);
    bool checkLiteral(ast::Expr& value, Type* to, Span declSpan, const What& what);
    void reportMisfit(const ast::Expr& value, Type* to, Span declSpan, const What& what);
    std::string misfitHint(const ast::Expr& value, Type* to) const;
    void noteOrigin(DiagnosticSink::Builder& builder, const ast::Expr& value) const;
    std::string quoted(Name name) const;
    std::string text(const Type* type) const { return "`" + types_.text(type) + "`"; }
    bool mayReport() const { return !silent_; }
    bool mayReportFailure() const { return !silent_ && fn_.tryDepth == 0 && reachable_; }

    // ---- narrowing (flow_narrow.cpp)
    void assume(ast::Expr& expr, bool truth);
    void assumeTest(ast::Expr& value, Type* target, bool truth);
    void assumeTruth(ast::Expr& value, bool truth);
    void assumeCall(const ast::CallExpr& call, bool truth);
    Type* testedType(const ast::Expr& expr) const;

    // ---- match (flow_match.cpp)
    void match(ast::MatchExpr& match, bool isStmt);
    void arm(ast::MatchArm& arm, ast::MatchExpr& match);
    void pattern(ast::Pattern& pattern, Type* subject);
    void bindPattern(Symbol* symbol, Type* type);
    void constructorPattern(ast::ConstructorPattern& pattern, Type* subject);
    Type* patternType(const ast::Pattern& pattern) const;
    void checkExhaustive(const ast::MatchExpr& match);

    ast::Module& module_;
    Analysis::Store& store_;
    const Context& context_;
    const Options& options_;
    types::TypeTable& types_;

    std::vector<VarState> states_;  // by Symbol::id
    std::vector<std::pair<uint32_t, VarState>> log_;
    std::vector<uint32_t> stamps_;  // by Symbol::id, for cut and merge
    uint32_t nextStamp_ = 1;
    struct Merged {
        uint32_t id;
        VarState state;
        size_t count;  // branches that change it
    };
    std::vector<Merged> merged_;            // while merging
    std::vector<uint32_t> mergedAt_;        // by Symbol::id, where its stamp is that of the merge
    std::vector<ParamView> params_;         // of the call being checked
    std::vector<bool> given_;               // the same
    std::vector<ast::Expr*> spine_;         // nodes whose first child is being analysed
    const ast::Expr* statement_ = nullptr;  // the last expression that stood as a statement
    bool reachable_ = true;
    uint32_t silent_ = 0;
    size_t budget_ = 0;  // statements that silent passes may still visit
    FunctionState fn_;
    std::vector<ast::Function*> later_;
    std::unordered_set<const Symbol*> reportedUnassigned_;
    bool warnedUnreachable_ = false;
};

// Is the pattern matched by every value?
bool isIrrefutable(const ast::Pattern& pattern);

}  // namespace noodle::sema
