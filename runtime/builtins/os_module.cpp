// Modules os and sys: the process, its environment, arguments and standard streams; os adds Python's names
// for fs.
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <thread>

#include "runtime/base/clock.h"
#include "runtime/base/version.h"
#include "runtime/builtins/fs_functions.h"
#include "runtime/builtins/function_tables.h"
#include "runtime/builtins/module_tables.h"
#include "runtime/builtins/state.h"
#include "runtime/builtins/streams.h"
#include "runtime/builtins/string_tools.h"
#include "runtime/entry/text.h"
#include "runtime/object/map.h"

extern char** environ;

namespace noodle {

namespace {

Value stringOf(Mutator& m, std::string_view text) {
    return valueOrException(newStringLossy(m, text));
}

Map* copyOfEnvironment(Mutator& m) {
    Map* map = newMap(m);
    for (char** entry = environ; map != nullptr && entry != nullptr && *entry != nullptr; ++entry) {
        const char* equals = std::strchr(*entry, '=');
        if (equals == nullptr) continue;
        Value name = stringOf(m, std::string_view(*entry, static_cast<size_t>(equals - *entry)));
        Value text = name.isException() ? name : stringOf(m, equals + 1);
        if (text.isException() || !mapSet(m, map, name, text)) return nullptr;
    }
    return map;
}

Value getenvFn(Mutator& m, Args args) {
    std::string_view name;
    NOODLE_REQUIRE(ArgReader(m, "getenv", args).text(0, "name", name));
    Value environment = environmentMap(m);
    NOODLE_TRY(environment);
    Value text = mapGet(m, environment.cast<Map>(), args[0]);
    return text.isUndef() ? args.get(1) : text;
}

Value getpid(Mutator& m, Args) {
    return makeInt(m, ::getpid());
}

Value cpuCount(Mutator&, Args) {
    unsigned n = std::thread::hardware_concurrency();
    return Value::ofInt48(n == 0 ? 1 : n);
}

Value urandom(Mutator& m, Args args) {
    ArgReader in(m, "urandom", args);
    int64_t n = 0;
    NOODLE_REQUIRE(in.integer(0, "n", n));
    if (n < 0 || n > (1 << 20)) return in.invalid("'n' must be 0 to 1048576");
    std::string bytes(static_cast<size_t>(n), '\0');
    for (size_t done = 0; done < bytes.size();) {
        size_t chunk = std::min<size_t>(256, bytes.size() - done);
        if (::getentropy(bytes.data() + done, chunk) != 0)
            return throwError(m, m.types().ioError, "urandom(): no entropy source");
        done += chunk;
    }
    return valueOrException(makeBytes(m, bytes));
}

Value arguments(Mutator& m, size_t from) {
    const std::vector<std::string>& argv = builtinState(m).argv;
    std::vector<std::string> texts(argv.begin() + static_cast<std::ptrdiff_t>(std::min(from, argv.size())),
                                   argv.end());
    return stringList(m, texts);
}

Value makeArgs(Mutator& m) {
    return arguments(m, 1);
}
Value makeArgv(Mutator& m) {
    return arguments(m, 0);
}
Value makePlatform(Mutator& m) {
    return stringValue(m, "linux");
}
Value makeVersion(Mutator& m) {
    return stringValue(m, versionText());
}
Value makeExecutable(Mutator& m) {
    return stringOf(m, builtinState(m).scriptPath);
}
Value makePosix(Mutator& m) {
    return stringValue(m, "posix");
}
Value makeSeparator(Mutator& m) {
    return stringValue(m, "/");
}
Value makeLineSeparator(Mutator& m) {
    return stringValue(m, "\n");
}
Value makePathModule(Mutator& m) {
    return m.importModule("path", nullptr);
}
Value makeMaxSize(Mutator& m) {
    return makeInt(m, INT64_MAX);
}

Value flushAll(Mutator& m, Args) {
    builtinState(m).out.flush();
    return Value::null();
}

Value uname(Mutator& m, Args) {
    struct utsname info {};
    ::uname(&info);
    return stringOf(m, joined(std::string_view(info.sysname), " ", std::string_view(info.release), " ",
                              std::string_view(info.machine)));
}

constexpr NativeSpec kSysTable[] = {
    {"exit", "code=", exitBuiltin},
    {"getenv", "name, default=", getenvFn},
    {"flush", "", flushAll},
};

constexpr NativeConstant kSysConstants[] = {
    {"args", makeArgs},       {"argv", makeArgv},         {"env", environmentMap}, {"platform", makePlatform},
    {"version", makeVersion}, {"stdin", makeStdin},       {"stdout", makeStdout},  {"stderr", makeStderr},
    {"maxsize", makeMaxSize}, {"script", makeExecutable},
};

constexpr NativeSpec kOsTable[] = {
    {"getcwd", "", fsCwd},
    {"chdir", "path", fsChdir},
    {"listdir", "path=", fsListDir},
    {"mkdir", "path", fsMakeDir},
    {"makedirs", "path, exist_ok=", fsMakeDirs},
    {"remove", "path", fsRemove},
    {"unlink", "path", fsRemove},
    {"rmdir", "path", fsRemoveDir},
    {"rename", "path, target", fsMove},
    {"replace", "path, target", fsMove},
    {"walk", "path", fsWalk},
    {"stat", "path", fsStat},
    {"getenv", "name, default=", getenvFn},
    {"getpid", "", getpid},
    {"cpu_count", "", cpuCount},
    {"cpuCount", "", cpuCount},
    {"urandom", "n", urandom},
    {"uname", "", uname},
};

constexpr NativeConstant kOsConstants[] = {
    {"path", makePathModule},       {"environ", environmentMap},
    {"env", environmentMap},        {"name", makePosix},
    {"sep", makeSeparator},         {"platform", makePlatform},
    {"linesep", makeLineSeparator},
};

}  // namespace

Value environmentMap(Mutator& m) {
    ValueVector& kept = builtinState(m).environment;
    if (kept.empty()) {
        Map* map = copyOfEnvironment(m);
        NOODLE_TRY_PTR(map);
        kept.push(Value::ofObject(map));
    }
    return kept[0];
}

/// SystemExit carries the status in .value and .code; the command line turns it into the process's exit code.
Value exitBuiltin(Mutator& m, Args args) {
    BuiltinState& state = builtinState(m);
    Value code = args.get(0, Value::ofInt48(0));
    std::string message = "exit";
    if (!isInt(code) && !code.isNull() && !code.isBool()) {
        message.clear();
        NOODLE_REQUIRE(appendStr(m, message, code));
        state.out.flush();
        state.err.write(message + "\n");
        code = Value::ofInt48(1);
    }
    if (code.isNull()) code = Value::ofInt48(0);
    if (code.isBool()) code = Value::ofInt48(code.isTrue() ? 1 : 0);
    Instance* error = newError(m, m.types().exitError, message);
    String* name = m.intern("code");
    NOODLE_REQUIRE(error != nullptr && name != nullptr && setField(m, error, errorFields().value, code) &&
                   setField(m, error, symbolOf(m, name), code));
    return throwAny(m, Value::ofObject(error));
}

const NativeModule& sysModule() {
    static const NativeModule module = {"sys", kSysTable, kSysConstants};
    return module;
}

const NativeModule& osModule() {
    static const NativeModule module = {"os", kOsTable, kOsConstants};
    return module;
}

}  // namespace noodle
