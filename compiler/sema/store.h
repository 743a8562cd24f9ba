// Everything that an Analysis owns, and the facts that its passes hand to each other.
//
// Is: storage whose addresses never change, plus per-symbol and per-loop facts.
// Is not: part of the contract with lowering (symbols.h, module_info.h).
#pragma once

#include <deque>
#include <unordered_map>
#include <vector>

#include "compiler/sema/module_info.h"
#include "compiler/sema/sema.h"
#include "compiler/types/builtins.h"

namespace noodle::sema {

// What resolving learned of a symbol, by Symbol::id.
struct SymbolFacts {
    uint32_t assignments = 0;  // places that give it a value, its declaration included
    uint32_t loopDepth = 0;    // loops of its function around its declaration
    uint32_t loopStamp = 0;
    uint32_t block = 0;            // the block that a let, var or const belongs to
    bool assignedInInner = false;  // by a function inside its owner
    bool assignedInLoop = false;   // in a loop that does not enclose its declaration
    bool isDeprecated = false;
    Symbol* merged = nullptr;  // a loop variable that turned out to be this one
    // Of a loop variable whose loop is open: where it is used.
    bool listsUses = false;
    GrowingSeq<Symbol**> uses;
};

// What resolving learned of a loop statement.
struct LoopFacts {
    GrowingSeq<Symbol*> assigned;  // variables of the function assigned inside, with repetitions
    bool hasBreak = false;
};

struct Analysis::Store {
    Arena arena;
    std::vector<Symbol*> symbols;  // by id
    std::vector<Scope*> scopes;
    std::vector<LoopFacts*> loops;
    std::deque<types::ClassInfo> classes;
    NameMap<Symbol*> builtins;
    std::unordered_map<const types::ClassInfo*, Symbol*> classSymbols;  // what a class is called here
    std::unordered_map<const types::ClassInfo*, MemberName> memberClasses;
    std::vector<const ModuleInterface*> interfaces;  // by request; null: not known
    NameMap<uint8_t> assignedMembers;                // x.name = …, for any x: instances may have it
    ModuleInfo module;

    Symbol* builtinSymbol(Name name, types::TypeTable& table) {
        Symbol*& symbol = builtins[name];
        if (!symbol) {
            symbol = newSymbol(name, SymbolKind::Builtin, BindingForm::Builtin, {}, nullptr);
            symbol->cls = table.builtins().findClass(name);
            symbol->neverRebound = true;
        }
        return symbol;
    }
    Symbol* newSymbol(Name name, SymbolKind kind, BindingForm form, Span span, FunctionScope* owner) {
        Symbol* symbol = arena.make<SymbolEntry>();
        symbol->name = name;
        symbol->kind = kind;
        symbol->form = form;
        symbol->declSpan = span;
        symbol->owner = owner;
        symbol->id = static_cast<uint32_t>(symbols.size());
        symbols.push_back(symbol);
        return symbol;
    }
    static SymbolFacts& factsOf(Symbol* symbol) { return static_cast<SymbolEntry*>(symbol)->facts; }
    static const SymbolFacts& factsOf(const Symbol* symbol) {
        return static_cast<const SymbolEntry*>(symbol)->facts;
    }
    Scope* newScope() {
        scopes.push_back(arena.make<Scope>());
        return scopes.back();
    }
    LoopFacts* newLoop() {
        loops.push_back(arena.make<LoopFacts>());
        return loops.back();
    }
    FunctionScope* newFunction(FunctionForm form, ast::Node* node, FunctionScope* parent) {
        auto* function = arena.make<FunctionScope>();
        function->form = form;
        function->node = node;
        function->parent = parent;
        return function;
    }

  private:
    // Every symbol but the resolver's own mark for hidden names.
    struct SymbolEntry : Symbol {
        SymbolFacts facts;
    };
};

}  // namespace noodle::sema
