// Class Path (module pathlib, fs and path): an immutable path object. The text is in fields[0]; there is no
// payload.
#include "runtime/base/hash.h"
#include "runtime/builtins/fs_functions.h"
#include "runtime/builtins/io_errors.h"
#include "runtime/builtins/module_tables.h"
#include "runtime/builtins/native_classes.h"
#include "runtime/builtins/path_text.h"
#include "runtime/builtins/streams.h"
#include "runtime/builtins/string_tools.h"

namespace noodle {

namespace {

const NativeType kPathType = {.name = "Path", .destroy = [](void*) {}, .trace = nullptr};

Value makePath(Mutator& m, std::string_view text) {
    Class* cls = nativeClass(m, NativeClassId::Path);
    String* s = cls != nullptr ? newStringLossy(m, text.empty() ? "." : text) : nullptr;
    NOODLE_TRY_PTR(s);
    Native* path = newNativeObject(m, kPathType, cls, nullptr);
    NOODLE_TRY_PTR(path);
    path->fields[0] = Value::ofObject(s);
    m.heap().writeBarrier(path, s);
    return Value::ofObject(path);
}

/// The receiver's text; ok false: exception pending.
struct Self {
    Self(Mutator& m, const Args& args, const char* function) {
        String* s = pathText(args.self);
        if (s == nullptr) {
            throwExpected(m, function, "a Path", args.self);
        } else if (flatten(m, s)) {
            text = view(m, s);
            ok = true;
        }
    }
    std::string_view text;
    bool ok = false;
};

/// Joins the elements of a rest list to `base`.
bool joinAll(Mutator& m, const char* function, List* parts, std::string& base) {
    for (uint64_t i = 0; i < parts->length; ++i) {
        Value part = listGet(m, parts, i);
        const Args one{&part, 1, Value::undef()};
        std::string text;
        if (part.isException() || !readPath(m, ArgReader(m, function, one), one, 0, "part", text))
            return false;
        base = paths::join(base, text);
    }
    return true;
}

Value construct(Mutator& m, Args args) {
    std::string text;
    NOODLE_REQUIRE(joinAll(m, "Path", args[0].cast<List>(), text));
    bool root = text.find_first_not_of('/') == std::string::npos && !text.empty();
    while (!root && text.ends_with('/')) text.pop_back();
    return makePath(m, text);
}

Value joinPath(Mutator& m, Args args) {
    Self self(m, args, "joinPath");
    NOODLE_REQUIRE(self.ok);
    std::string text(self.text);
    NOODLE_REQUIRE(joinAll(m, "joinPath", args[0].cast<List>(), text));
    return makePath(m, text);
}

Value div(Mutator& m, Args args) {
    Self self(m, args, "/");
    std::string part;
    NOODLE_REQUIRE(self.ok && readPath(m, ArgReader(m, "/", args), args, 0, "part", part));
    return makePath(m, paths::join(self.text, part));
}

using TextToText = std::string (*)(std::string_view);

template <TextToText map>
Value textOf(Mutator& m, Args args) {
    Self self(m, args, nullptr);
    NOODLE_REQUIRE(self.ok);
    return valueOrException(newStringLossy(m, map(self.text)));
}

template <TextToText map>
Value pathOf(Mutator& m, Args args) {
    Self self(m, args, nullptr);
    NOODLE_REQUIRE(self.ok);
    return makePath(m, map(self.text));
}

std::string same(std::string_view p) {
    return std::string(p);
}
std::string nameOf(std::string_view p) {
    return std::string(paths::basename(p));
}
std::string stemOf(std::string_view p) {
    return std::string(paths::stem(p));
}
std::string suffixOf(std::string_view p) {
    return std::string(paths::extension(p));
}
std::string parentOf(std::string_view p) {
    return std::string(paths::dirname(p));
}

Value parts(Mutator& m, Args args) {
    Self self(m, args, "parts");
    NOODLE_REQUIRE(self.ok);
    return stringList(m, paths::parts(self.text));
}

Value isAbsolute(Mutator& m, Args args) {
    Self self(m, args, "isAbsolute");
    NOODLE_REQUIRE(self.ok);
    return Value::ofBool(paths::isAbsolute(self.text));
}

Value withSuffix(Mutator& m, Args args) {
    Self self(m, args, "withSuffix");
    std::string_view suffix;
    NOODLE_REQUIRE(self.ok && ArgReader(m, "withSuffix", args).text(0, "suffix", suffix));
    return makePath(m, joined(self.text.substr(0, paths::extensionAt(self.text)), suffix));
}

Value withName(Mutator& m, Args args) {
    Self self(m, args, "withName");
    std::string_view name;
    NOODLE_REQUIRE(self.ok && ArgReader(m, "withName", args).text(0, "name", name));
    return makePath(m, paths::join(paths::dirname(self.text), name));
}

Value relativeTo(Mutator& m, Args args) {
    Self self(m, args, "relativeTo");
    std::string base;
    NOODLE_REQUIRE(self.ok && readPath(m, ArgReader(m, "relativeTo", args), args, 0, "other", base));
    return makePath(m, paths::relative(self.text, base));
}

Value pathList(Mutator& m, const std::vector<std::string>& texts) {
    List* out = newList(m, texts.size());
    NOODLE_TRY_PTR(out);
    for (const std::string& text : texts) {
        Value v = makePath(m, text);
        NOODLE_TRY(v);
        NOODLE_REQUIRE(listAppend(m, out, v));
    }
    return Value::ofObject(out);
}

Value iterDir(Mutator& m, Args args) {
    Self self(m, args, "iterDir");
    NOODLE_REQUIRE(self.ok);
    std::vector<std::string> names;
    NOODLE_REQUIRE(directoryNames(m, std::string(self.text), names));
    for (std::string& name : names) name = paths::join(self.text, name);
    return pathList(m, names);
}

Value globWith(Mutator& m, const Args& args, const char* prefix) {
    Self self(m, args, "glob");
    std::string_view pattern;
    NOODLE_REQUIRE(self.ok && ArgReader(m, "glob", args).text(0, "pattern", pattern));
    std::vector<std::string> found;
    NOODLE_REQUIRE(globPaths(m, std::string(self.text), joined(prefix, pattern), found));
    return pathList(m, found);
}

Value glob(Mutator& m, Args args) {
    return globWith(m, args, "");
}
Value rglob(Mutator& m, Args args) {
    return globWith(m, args, "**/");
}

/// mkdir(parents=, exist_ok=) as in pathlib.
Value makeDir(Mutator& m, Args args) {
    ArgReader in(m, "mkdir", args);
    bool parents = false, mayExist = false;
    NOODLE_REQUIRE(in.optBoolean(0, "parents", parents) && in.optBoolean(1, "exist_ok", mayExist));
    const Args none{nullptr, 0, args.self};
    if (mayExist) {
        Value isDir = fsIsDir(m, none);
        if (isDir.isException() || isDir.isTrue()) return isDir.isTrue() ? Value::null() : isDir;
    }
    if (!parents) return fsMakeDir(m, none);
    const Value mustBeNew = Value::ofBool(mayExist);
    return fsMakeDirs(m, Args{&mustBeNew, 1, args.self});
}

Value unlink(Mutator& m, Args args) {
    bool mayMiss = false;
    NOODLE_REQUIRE(ArgReader(m, "unlink", args).optBoolean(0, "missing_ok", mayMiss));
    const Args none{nullptr, 0, args.self};
    if (mayMiss && fsExists(m, none).isFalse()) return Value::null();
    return fsRemove(m, none);
}

Value openPath(Mutator& m, Args args) {
    Self self(m, args, "open");
    std::string_view mode = "r";
    NOODLE_REQUIRE(self.ok && ArgReader(m, "open", args).optText(0, "mode", mode));
    return openFile(m, std::string(self.text), mode);
}

Value equals(Mutator& m, Args args) {
    Self self(m, args, "equals");
    NOODLE_REQUIRE(self.ok);
    String* other = pathText(args[0]);
    return Value::ofBool(other != nullptr && view(m, other) == self.text);
}

Value hash(Mutator& m, Args args) {
    Self self(m, args, "hash");
    NOODLE_REQUIRE(self.ok);
    return Value::ofInt48(hashBytes32(self.text.data(), self.text.size(), m.hashSeed()));
}

Value compareTo(Mutator& m, Args args) {
    Self self(m, args, "compareTo");
    NOODLE_REQUIRE(self.ok);
    String* other = pathText(args[0]);
    if (other == nullptr) return throwExpected(m, "compareTo", "a Path", args[0]);
    int order = self.text.compare(view(m, other));
    return Value::ofInt48(order < 0 ? -1 : order > 0);
}

Value repr(Mutator& m, Args args) {
    Self self(m, args, "repr");
    NOODLE_REQUIRE(self.ok);
    return valueOrException(newStringLossy(m, joined("Path(\"", self.text, "\")")));
}

Value cwd(Mutator& m, Args) {
    return makePath(m, paths::currentDirectory());
}
Value home(Mutator& m, Args) {
    return makePath(m, paths::homeDirectory());
}

constexpr auto kGetter = NativeSpec::kGetter;
constexpr NativeSpec kMembers[] = {
    {"name", "", textOf<nameOf>, kGetter},
    {"stem", "", textOf<stemOf>, kGetter},
    {"suffix", "", textOf<suffixOf>, kGetter},
    {"ext", "", textOf<suffixOf>, kGetter},
    {"parent", "", pathOf<parentOf>, kGetter},
    {"parts", "", parts, kGetter},
    {"toString", "", textOf<same>},
    {"as_posix", "", textOf<same>},
    {"repr", "", repr},
    {"equals", "other", equals},
    {"hash", "", hash},
    {"compareTo", "other", compareTo},
    {"div", "part", div},
    {"joinPath", "...parts", joinPath},
    {"joinpath", "...parts", joinPath},
    {"withSuffix", "suffix", withSuffix},
    {"with_suffix", "suffix", withSuffix},
    {"withName", "name", withName},
    {"with_name", "name", withName},
    {"relativeTo", "other", relativeTo},
    {"relative_to", "other", relativeTo},
    {"absolute", "", pathOf<paths::absolute>},
    {"resolve", "", pathOf<paths::absolute>},
    {"normalize", "", pathOf<paths::normalize>},
    {"expanduser", "", pathOf<paths::expandHome>},
    {"isAbsolute", "", isAbsolute},
    {"is_absolute", "", isAbsolute},
    {"exists", "", fsExists},
    {"isFile", "", fsIsFile},
    {"is_file", "", fsIsFile},
    {"isDir", "", fsIsDir},
    {"is_dir", "", fsIsDir},
    {"is_symlink", "", fsIsLink},
    {"stat", "", fsStat},
    {"size", "", fsSize},
    {"readText", "", fsReadText},
    {"read_text", "encoding=", fsReadText},
    {"readBytes", "", fsReadBytes},
    {"read_bytes", "", fsReadBytes},
    {"readLines", "", fsReadLines},
    {"writeText", "text", fsWriteText},
    {"write_text", "text, encoding=", fsWriteText},
    {"appendText", "text", fsAppendText},
    {"writeBytes", "data", fsWriteBytes},
    {"write_bytes", "data", fsWriteBytes},
    {"open", "mode=, encoding=", openPath},
    {"iterDir", "", iterDir},
    {"iterdir", "", iterDir},
    {"glob", "pattern", glob},
    {"rglob", "pattern", rglob},
    {"makeDir", "parents=, existOk=", makeDir},
    {"mkdir", "parents=, exist_ok=", makeDir},
    {"remove", "missingOk=", unlink},
    {"unlink", "missing_ok=", unlink},
    {"removeDir", "recursive=", fsRemoveDir},
    {"rmdir", "", fsRemoveDir},
    {"copy", "target", fsCopy},
    {"move", "target", fsMove},
    {"rename", "target", fsMove},
    {"replace", "target", fsMove},
    {"touch", "", fsTouch},
    {"cwd", "", cwd, NativeSpec::kStatic},
    {"home", "", home, NativeSpec::kStatic},
};

constexpr NativeSpec kConstruct = {"Path", "...parts", construct};
constexpr NativeConstant kConstants[] = {{"Path", pathClassValue}, {"PurePath", pathClassValue}};

}  // namespace

String* pathText(Value v) {
    Native* native = v.as<Native>();
    return native != nullptr && native->type == &kPathType ? native->fields[0].cast<String>() : nullptr;
}

Value pathClassValue(Mutator& m) {
    return valueOrException(nativeClass(m, NativeClassId::Path));
}

const NativeClassSpec& pathClassSpec() {
    static const NativeClassSpec spec = {"Path", &kConstruct, kMembers};
    return spec;
}

const NativeModule& pathlibModule() {
    static const NativeModule module = {"pathlib", {}, kConstants};
    return module;
}

}  // namespace noodle
