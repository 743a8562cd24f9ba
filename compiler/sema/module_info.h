// The tables of one analysed module, in the shape of the bytecode module's, and what importers see of it.
//
// Is: module variables, requests, import bindings and exports, numbered as the annotations number them.
// Is not: bytecode; lowering and codegen copy these rows.
// ModuleInfo is owned by its Analysis, ModuleInterface by the ImportResolver.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/sema/symbols.h"

namespace noodle::sema {

struct ModuleVariable {
    Name name;
    bool isConst = false;
    Symbol* symbol = nullptr;
};

struct ModuleRequest {
    std::string path;  // as written, relative dots of `from ..m` in front
    bool lazy = false;
    bool dotted = false;  // a.b or a bare name, rather than a quoted path
    bool byName = true;   // what is used of the module are the names in ModuleInfo::imports, nothing else
    Span span;
};

struct ImportBinding {
    uint32_t request = 0;
    Name name;  // as the other module exports it
};

// M.name, for an imported module M.
struct MemberName {
    const Symbol* module = nullptr;
    Name name;
};

enum class ExportKind : uint8_t { Variable, Reexport, Star };

struct ExportEntry {
    Name name;  // none for Star
    ExportKind kind = ExportKind::Variable;
    uint32_t index = 0;  // variable, import binding, or module request
};

struct ModuleInfo {
    std::vector<ModuleVariable> variables;
    std::vector<ModuleRequest> requests;
    std::vector<ImportBinding> imports;
    std::vector<ExportEntry> exports;
    // FunctionDecl, ClassDecl (struct, interface) and EnumDecl statements to run before the first statement,
    // in this order; the statement itself then does nothing where it stands.
    std::vector<ast::Stmt*> hoisted;
    // The `main` rule holds: if this is the started file, call variable mainVariable after the body.
    bool callsMain = false;
    uint32_t mainVariable = kNoIndex;
    FunctionScope* scope = nullptr;
};

// Opaque: exported, and nothing more is known.
enum class InterfaceKind : uint8_t { Variable, Const, Function, Class, TypeAlias, Module, Opaque };

struct InterfaceEntry {
    Name name;
    InterfaceKind kind = InterfaceKind::Variable;
    types::Type* type = nullptr;        // static type of the value; for TypeAlias the type it names
    types::ClassInfo* cls = nullptr;    // Class
    ast::Function* function = nullptr;  // Function: for arguments checks; lives as long as the interface
};

// What a module exports, as far as it is known without running it.
struct ModuleInterface {
    std::unordered_map<Name, InterfaceEntry> entries;
    // No other names can be exported. False if an `export *` leads to an unknown module.
    bool complete = true;

    const InterfaceEntry* find(Name name) const {
        auto it = entries.find(name);
        return it == entries.end() ? nullptr : &it->second;
    }
};

enum class ImportStatus : uint8_t {
    Known,     // interface given
    Unknown,   // exists or may exist; its names are not known at compile time
    NotFound,  // no error here: importing it throws ImportError at run time
};

// Finds the modules that a file imports. Implemented by the driver.
class ImportResolver {
  public:
    virtual ~ImportResolver() = default;
    // `path` as in ModuleRequest. `out` is set for Known and lives as long as the compilation.
    virtual ImportStatus resolve(std::string_view path, bool dotted, FileId importer,
                                 const ModuleInterface*& out) = 0;
};

}  // namespace noodle::sema
