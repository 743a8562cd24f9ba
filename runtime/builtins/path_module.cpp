// Modules path (alias os.path) and fs: tables over the path and file natives.
#include "runtime/builtins/each.h"
#include "runtime/builtins/fs_functions.h"
#include "runtime/builtins/function_tables.h"
#include "runtime/builtins/io_errors.h"
#include "runtime/builtins/module_tables.h"
#include "runtime/builtins/path_text.h"
#include "runtime/builtins/string_tools.h"

namespace noodle {

namespace {

Value stringOf(Mutator& m, std::string_view text) {
    return valueOrException(newStringLossy(m, text));
}

using TextToText = std::string (*)(std::string_view);

/// A function from path text to text.
template <TextToText map>
Value mapped(Mutator& m, Args args) {
    PathCall call(m, nullptr, args);
    NOODLE_REQUIRE(call.ok);
    return stringOf(m, map(call.path));
}

std::string dirnameOf(std::string_view p) {
    return std::string(paths::dirname(p));
}
std::string basenameOf(std::string_view p) {
    return std::string(paths::basename(p));
}
std::string extensionOf(std::string_view p) {
    return std::string(paths::extension(p));
}
std::string stemOf(std::string_view p) {
    return std::string(paths::stem(p));
}

Value join(Mutator& m, Args args) {
    List* parts = args[0].cast<List>();
    std::string out;
    for (uint64_t i = 0; i < parts->length; ++i) {
        Value part = listGet(m, parts, i);
        NOODLE_TRY(part);
        const Args one{&part, 1, Value::undef()};
        std::string text;
        NOODLE_REQUIRE(readPath(m, ArgReader(m, "join", one), one, 0, "part", text));
        out = paths::join(out, text);
    }
    return stringOf(m, out);
}

Value pairOf(Mutator& m, std::string_view a, std::string_view b) {
    Value first = stringOf(m, a);
    NOODLE_TRY(first);
    Value second = stringOf(m, b);
    NOODLE_TRY(second);
    return makePair(m, first, second);
}

Value split(Mutator& m, Args args) {
    PathCall call(m, "split", args);
    NOODLE_REQUIRE(call.ok);
    auto [head, tail] = paths::split(call.path);
    return pairOf(m, head, tail);
}

Value splitext(Mutator& m, Args args) {
    PathCall call(m, "splitext", args);
    NOODLE_REQUIRE(call.ok);
    std::string_view all = call.path;
    size_t dot = paths::extensionAt(all);
    return pairOf(m, all.substr(0, dot), all.substr(dot));
}

Value parts(Mutator& m, Args args) {
    PathCall call(m, "parts", args);
    NOODLE_REQUIRE(call.ok);
    return stringList(m, paths::parts(call.path));
}

Value isAbsolute(Mutator& m, Args args) {
    PathCall call(m, "isAbsolute", args);
    NOODLE_REQUIRE(call.ok);
    return Value::ofBool(paths::isAbsolute(call.path));
}

Value relative(Mutator& m, Args args) {
    PathCall call(m, "relative", args);
    std::string base = ".";
    NOODLE_REQUIRE(call.ok);
    if (call.in.has(1)) NOODLE_REQUIRE(readPath(m, call.in, args, 1, "start", base));
    return stringOf(m, paths::relative(call.path, base));
}

constexpr NativeSpec kPathTable[] = {
    {"join", "...parts", join},
    {"dirname", "path", mapped<dirnameOf>},
    {"dirName", "path", mapped<dirnameOf>},
    {"parent", "path", mapped<dirnameOf>},
    {"basename", "path", mapped<basenameOf>},
    {"baseName", "path", mapped<basenameOf>},
    {"name", "path", mapped<basenameOf>},
    {"ext", "path", mapped<extensionOf>},
    {"extname", "path", mapped<extensionOf>},
    {"stem", "path", mapped<stemOf>},
    {"normalize", "path", mapped<paths::normalize>},
    {"normpath", "path", mapped<paths::normalize>},
    {"absolute", "path", mapped<paths::absolute>},
    {"abspath", "path", mapped<paths::absolute>},
    {"resolve", "path", mapped<paths::absolute>},
    {"expanduser", "path", mapped<paths::expandHome>},
    {"relative", "path, start=", relative},
    {"relpath", "path, start=", relative},
    {"split", "path", split},
    {"splitext", "path", splitext},
    {"splitExt", "path", splitext},
    {"parts", "path", parts},
    {"isAbsolute", "path", isAbsolute},
    {"isabs", "path", isAbsolute},
    {"realpath", "path", fsRealPath},
    {"exists", "path", fsExists},
    {"isfile", "path", fsIsFile},
    {"isFile", "path", fsIsFile},
    {"isdir", "path", fsIsDir},
    {"isDir", "path", fsIsDir},
    {"islink", "path", fsIsLink},
    {"getsize", "path", fsSize},
    {"getmtime", "path", fsModified},
};

constexpr NativeSpec kFsTable[] = {
    {"open", "path, mode=, encoding=, errors=, newline=", openBuiltin},
    {"readText", "path", fsReadText},
    {"readFile", "path", fsReadText},
    {"readBytes", "path", fsReadBytes},
    {"readLines", "path", fsReadLines},
    {"writeText", "path, text", fsWriteText},
    {"writeFile", "path, text", fsWriteText},
    {"appendText", "path, text", fsAppendText},
    {"writeBytes", "path, data", fsWriteBytes},
    {"exists", "path", fsExists},
    {"isFile", "path", fsIsFile},
    {"isDir", "path", fsIsDir},
    {"isLink", "path", fsIsLink},
    {"remove", "path", fsRemove},
    {"removeDir", "path, recursive=", fsRemoveDir},
    {"removeTree", "path", fsRemoveTree},
    {"listDir", "path=", fsListDir},
    {"makeDir", "path", fsMakeDir},
    {"makeDirs", "path, existOk=", fsMakeDirs},
    {"walk", "path", fsWalk},
    {"copy", "path, target", fsCopy},
    {"move", "path, target", fsMove},
    {"rename", "path, target", fsMove},
    {"stat", "path", fsStat},
    {"size", "path", fsSize},
    {"modified", "path", fsModified},
    {"realPath", "path", fsRealPath},
    {"touch", "path", fsTouch},
    {"tempFile", "prefix=, suffix=", fsTempFile},
    {"tempDir", "prefix=", fsTempDir},
    {"cwd", "", fsCwd},
    {"chdir", "path", fsChdir},
    {"glob", "pattern, root=", fsGlob},
};

Value separator(Mutator& m) {
    return stringValue(m, "/");
}
Value listSeparator(Mutator& m) {
    return stringValue(m, ":");
}

constexpr NativeConstant kPathConstants[] = {
    {"sep", separator},
    {"delimiter", listSeparator},
    {"pathsep", listSeparator},
    {"Path", pathClassValue},
};
constexpr NativeConstant kFsConstants[] = {{"Path", pathClassValue}};

}  // namespace

const NativeModule& pathModule() {
    static const NativeModule module = {"path", kPathTable, kPathConstants};
    return module;
}

const NativeModule& fsModule() {
    static const NativeModule module = {"fs", kFsTable, kFsConstants};
    return module;
}

}  // namespace noodle
