// FunctionInfo: what calling code must know of a function, whoever implements it. Process-wide and immutable
// once published. The VM's function prototype derives from it; natives build one from their signature text.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace noodle {

enum class ParamKind : uint8_t {
    Positional,   ///< by position or by name
    KeywordOnly,  ///< by name only (declared after a rest parameter)
    Rest,         ///< collects surplus positional arguments into a List
    Keywords,     ///< collects surplus named arguments into a Map
};

struct ParamInfo {
    std::string name;
    ParamKind kind = ParamKind::Positional;
    bool optional = false;  ///< has a default: the slot arrives as undef when not supplied
};

struct FunctionInfo {
    enum Flag : uint32_t {
        kAsync = 1,
        kGenerator = 2,     // kAsync | kGenerator: async generator
        kMethod = 4,        // slot 0 is the receiver, params start at slot 1
        kSimpleParams = 8,  // only required positional parameters: argc == params.size() binds without work
        kConstructor = 16,
        kLambda = 32,
        kModuleBody = 64,
        kStatic = 128,
        kClassMethod = 256,  // receiver is the class
        kVoid = 512,
        kIteratorMethod = 1024,
        kActorMethod = 2048,
    };
    std::string name;
    std::vector<ParamInfo> params;
    uint32_t flags = 0;
    uint16_t requiredCount = 0;    ///< positional parameters without default
    uint16_t positionalCount = 0;  ///< all Positional parameters
    int16_t restIndex = -1;        ///< index in params, or -1
    int16_t keywordsIndex = -1;    ///< index in params, or -1

    bool has(Flag f) const { return (flags & f) != 0; }
    /// Fills the counts and kSimpleParams from `params`.
    void finishParams();
};

}  // namespace noodle
