// BcModule: one compiled module in memory, exactly what a .nbc file holds. Plain data, process-wide,
// immutable once verified. Not linked to any isolate: vm/load instantiates it. Texts and lists lie in the
// module's storage or in memory that the storage keeps; copies of a module share it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "vm/bytecode/table.h"

namespace noodle::bc {

constexpr uint32_t kNone32 = 0xFFFF'FFFF;

enum class Opcode : uint8_t {
#define OPCODE(name, operands, pops, pushes, flags, picture) name,
#include "vm/bytecode/opcodes.def"
#undef OPCODE
    Count
};

/// b operand of DefineMember: low nibble the kind, then bits.
enum MemberFlag : uint8_t {
    kMethod = 0,
    kGetter = 1,
    kSetter = 2,
    kStaticMethod = 3,
    kClassMethod = 4,
    kStaticField = 5,
    kMemberKindMask = 15,
    kPrivate = 16,
    kAbstract = 32,
    kConst = 64  ///< static fields
};

struct StringRef {
    uint32_t index;
};  ///< in BcModule::strings
struct BigIntRef {
    uint32_t index;
};  ///< decimal text in strings
struct BytesRef {
    uint32_t index;
};  ///< raw bytes in strings
/// null is never a constant: there is an opcode for it.
using Constant = std::variant<int64_t, double, StringRef, BigIntRef, BytesRef>;

/// A type that is checked at run time. Type arguments are erased.
struct TypeDef {
    enum class Kind : uint8_t {
        Any,
        Int,
        Float,
        Number,
        Bool,
        String,
        Char,
        Bytes,
        BigInt,
        Null,
        Void,
        List,
        Map,
        Set,
        Tuple,
        Range,
        Function,
        Iterator,
        Task,
        Result,
        Error,
        Object,
        Union,         ///< operands: type indexes
        ModuleClass,   ///< a class held by module variable `operands[0]`
        ImportClass,   ///< a class behind import binding `operands[0]`
        BuiltinClass,  ///< a class that is builtin `name`
        MemberClass,   ///< class `name` exported by the module of request operands[0]
    };
    Kind kind = Kind::Any;
    uint32_t name = kNone32;  ///< display name in strings (as the author wrote it)
    /// Union, Tuple: indexes of earlier types. Tuple: the element count is not checked when empty, else it
    /// must agree.
    std::vector<uint32_t> operands;
};

struct Param {
    uint32_t name = kNone32;  ///< in strings
    uint8_t kind = 0;         ///< noodle::ParamKind
    bool optional = false;
    uint32_t annotation = kNone32;   ///< text of the declared type, for reflection only
    uint32_t defaultText = kNone32;  ///< text of the default, for reflection only
};

struct Capture {
    enum class From : uint8_t {
        LocalCell,
        LocalValue,
        Upvalue
    };  ///< Upvalue: copied from the enclosing closure
    From from = From::LocalCell;
    uint16_t index = 0;
};

/// [start, end) of code whose throw goes to `target` with the operand stack cut to `depth` and the error
/// pushed. Inner handlers stand before outer ones.
struct Handler {
    uint32_t start = 0, end = 0, target = 0;
    uint16_t depth = 0;
};

struct LineEntry {
    uint32_t pc = 0;
    uint32_t line = 0, column = 0;  ///< 1-based; holds from pc to the next entry
};

struct FunctionDef {
    uint32_t name = kNone32;
    uint32_t qualifiedName = kNone32;  ///< for traces: "Dog.speak"
    uint32_t flags = 0;                ///< noodle::FunctionInfo::Flag
    uint32_t doc = kNone32;
    Table<Param> params;     ///< the receiver of a method is not listed; it arrives in slot 0
    uint16_t slotCount = 0;  ///< locals, parameters and receiver included
    uint16_t maxStack = 0;   ///< operand stack words; computed by codegen, proven by the verifier
    uint16_t siteCount = 0;
    Table<Capture> captures;
    Table<Constant> constants;
    Table<uint32_t> names;                         ///< string indexes
    std::vector<std::vector<uint32_t>> nameLists;  ///< string indexes
    Table<uint8_t> code;
    Table<Handler> handlers;
    Table<LineEntry> lines;
    Table<uint32_t> slotNames;  ///< string index per slot or kNone32, for debuggers and error texts
    uint32_t returnType = kNone32;
    uint32_t returnText = kNone32;  ///< text of the declared result, for reflection only
    uint32_t decorators = kNone32;  ///< texts of the decorators, a line each, for reflection only
};

struct FieldDef {
    uint32_t name = kNone32;
    uint32_t type = kNone32;  ///< in types
    bool optional = false, isConst = false, isPrivate = false;
    uint32_t annotation = kNone32;   ///< as in Param
    uint32_t defaultText = kNone32;  ///< as in Param
};

struct ClassDef {
    uint32_t name = kNone32;
    uint16_t flags = 0;  ///< noodle::Class::kStruct …
    bool hasSuper = false;
    uint16_t interfaceCount = 0;
    uint32_t doc = kNone32;
    Table<FieldDef> fields;         ///< enums: the payload of all variants, one behind the other
    Table<uint32_t> required;       ///< interfaces: names of methods without a body
    Table<uint32_t> matchFields;    ///< constructor parameter names
    uint32_t decorators = kNone32;  ///< as in FunctionDef
};

struct ModuleRequest {
    uint32_t path = kNone32;  ///< as written: "./m", "math", "a.b"; relative dots kept
    bool lazy = false;
    bool dotted = false;  ///< dotted or bare path (search order) rather than a quoted file path
};

struct ImportBinding {
    uint32_t request = 0;
    uint32_t name = kNone32;  ///< exported name
};

struct Export {
    uint32_t name = kNone32;
    enum class Kind : uint8_t { Variable, Reexport, Star } kind = Kind::Variable;
    uint32_t index = 0;  ///< Variable: module variable. Reexport: import binding. Star: module request
};

struct ModuleVariable {
    uint32_t name = kNone32;
    bool isConst = false;  ///< has one value from when it gets it on
};

class ModuleStorage;

struct BcModule {
    std::string name;        ///< module name for traces
    std::string sourcePath;  ///< as given, for traces; may be empty
    uint64_t sourceHash = 0;
    std::vector<std::string_view> strings;
    std::vector<TypeDef> types;
    std::vector<ClassDef> classes;
    std::vector<ModuleVariable> variables;
    std::vector<ModuleRequest> requests;
    std::vector<ImportBinding> imports;
    std::vector<Export> exports;
    std::vector<FunctionDef> functions;  ///< functions[0] is the module body
    bool callsMain = false;              ///< the `main` rule holds if this is the started file
    uint32_t mainVariable = kNone32;
    std::vector<std::string> sourceLines;  ///< optional source text per line for traces; empty when stripped
    std::shared_ptr<ModuleStorage> storage;  // shared: copies of a module view the same memory

    /// A new row of `strings`, with a copy of the text.
    uint32_t addString(std::string_view text);
    /// Moves the lists of `function` into the storage and adds it; `function` keeps its memory for the next.
    void addFunction(FunctionDef& function);
};

}  // namespace noodle::bc
