// Symbols and scopes: what every name of a module means. The annotation contract with lowering.
//
// Is: one Symbol for each variable, parameter, import, builtin, field or type name; one FunctionScope for
// each body that runs in a frame of its own; a Scope for each place that makes variables afresh.
// Is not: how a variable is stored (slot, cell, module variable): lowering decides that from the flags.
// Owned by the Analysis that made them; AST nodes point at them. Complete and immutable once analyze()
// returned.
#pragma once

#include <cstdint>

#include "compiler/ast/ast.h"
#include "compiler/types/class_info.h"

namespace noodle::sema {

inline constexpr uint32_t kNoIndex = 0xFFFF'FFFF;

enum class SymbolKind : uint8_t {
    Local,         // of `owner`; index in owner->locals
    Param,         // of `owner`; index in owner->locals (parameters come first, in order)
    Self,          // the receiver of the method `owner`
    ModuleVar,     // index in ModuleInfo::variables
    Builtin,       // by name
    ImportName,    // live binding; index in ModuleInfo::imports
    ImportModule,  // the module object of request `index`
    ClassField,  // shared field `name` of the class whose body is running (owner of the use: that class body)
    Field,       // declared instance field, or payload of a variant: carries its type, is never a NameExpr
    TypeParam,   // only in types
    TypeAlias,   // only in types
};

// How a name came to be declared.
enum class BindingForm : uint8_t {
    Bare,  // x = e, global x, with … as x
    Let,
    Var,
    Const,
    Param,
    Loop,  // for
    Catch,
    Pattern,
    Comprehension,
    Function,
    Class,  // class, struct, interface, error, actor, enum
    Import,
    Builtin,
    Type,
};

struct FunctionScope;

struct Symbol {
    Name name;
    SymbolKind kind = SymbolKind::Local;
    BindingForm form = BindingForm::Bare;
    bool isConst = false;
    // Read or written by a function inside `owner`.
    bool isCaptured = false;
    // Capturing its value when the closure is made would be wrong: it is assigned again afterwards, or a
    // closure is made before it has its value. Meaningful only with isCaptured.
    bool isReassigned = false;
    // Fresh for each turn of the loop around it (loop and let variables): when captured and shared, each
    // turn needs a new cell. The variable belongs to the Scope that lists it.
    bool perIteration = false;
    // Undecorated module function, struct, enum or interface: ready before the first statement.
    bool isHoisted = false;
    // decl is the one value this name ever has (function, class, struct, enum, interface).
    bool neverRebound = false;
    bool isRead = false;
    // Listed by `export`, or by the rule of a module without export.
    bool isExported = false;
    // The declared type also admits null (a null default, `field?`), beyond typeExpr.
    bool acceptsNull = false;
    // Listed by a Scope: made afresh when control enters that, not once per call.
    bool isScoped = false;
    // Declared with a type that excludes null and without a value: every read tests it.
    bool isLate = false;
    // Some read of it may find it without a value and tests it (NameExpr::checked).
    bool isChecked = false;
    // Assigned somewhere inside an expression, so a later operand may change it.
    bool isAssignedInside = false;
    Span declSpan;
    FunctionScope* owner = nullptr;  // null for builtins
    uint32_t index = kNoIndex;
    uint32_t id = 0;  // dense over all symbols of an Analysis
    // ImportModule of a module: the module variable that also holds the module object (so that it can be
    // exported); the import statement stores it. kNoIndex if there is none.
    uint32_t variable = kNoIndex;
    // Loop variables that closures capture: the variable of the same name outside the loop, which gets the
    // value whenever a turn begins and when the loop ends, so that it is readable afterwards. Else null.
    Symbol* outer = nullptr;
    types::Type* declaredType = nullptr;  // null: none
    ast::TypeExpr* typeExpr = nullptr;    // what declaredType was written as; null where it was inferred
    ast::Node* decl = nullptr;            // Function, ClassDecl, EnumDecl, TypeAliasDecl, VarDecl, Param, …
    types::ClassInfo* cls = nullptr;      // names a class known at compile time
};

// Variables that are made afresh each time control enters (block, loop turn, match arm, catch).
struct Scope {
    GrowingSeq<Symbol*> symbols;
};

struct CaptureInfo {
    Symbol* symbol = nullptr;
    // The parent function owns the symbol; otherwise it is number parentIndex of the parent's captures.
    bool fromParentLocal = true;
    uint32_t parentIndex = kNoIndex;
};

enum class FunctionForm : uint8_t {
    Module,
    Function,       // FunctionDecl, method or lambda; node is an ast::Function
    GeneratorExpr,  // node is a ComprehensionExpr; the iterable of its first clause belongs to the parent
    FieldInit,      // node is a ClassDecl: the default values of its instance fields, run per instance
};

struct FunctionScope {
    FunctionForm form = FunctionForm::Function;
    bool isGenerator = false;  // contains yield, or function*
    bool isAsync = false;      // async; for Module: contains a top-level await
    bool isMethod = false;     // instance method, constructor, accessor: has a receiver
    bool isClassMethod = false;
    bool isStatic = false;
    bool isConstructor = false;
    bool usesSelf = false;  // this function, or one inside it, uses self or super
    bool usesSuper = false;
    bool hasExplicitSelf = false;  // params[0] of the node is the receiver and is not in `locals`
    // The last statement is a match whose value is the function's (language §5).
    bool returnsMatchValue = false;
    // Flow analysis has it on the list of functions to look at after the module.
    bool isQueued = false;
    ast::Node* node = nullptr;
    FunctionScope* parent = nullptr;
    types::ClassInfo* ownerClass = nullptr;  // the innermost class around it
    Symbol* self = nullptr;                  // kind Self; for methods, class methods and FieldInit
    // Every variable of the frame: parameters in order, then the others; Symbol::index counts in here.
    // A destructured parameter has an entry without a name. Module variables are not listed.
    GrowingSeq<Symbol*> locals;
    uint32_t paramCount = 0;
    // Transitively complete: a function between use and owner captures too. self is captured like a local.
    GrowingSeq<CaptureInfo> captures;
    types::Type* declaredResult = nullptr;  // as written, or null
    // What `return e` and the end of the body must satisfy at run time: the written type, the value of a Task
    // for an async function; null where nothing is checked (no type, constructor, generator, void).
    types::Type* checkedResult = nullptr;
    ast::TypeExpr* checkedResultExpr = nullptr;
};

}  // namespace noodle::sema
