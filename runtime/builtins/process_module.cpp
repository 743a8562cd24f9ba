// Module _process: what module process (stdlib/process.nc) is built on: starting programs without a shell,
// their standard streams as sockets, and their end as something the event loop can wait for.
#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "runtime/builtins/each.h"
#include "runtime/builtins/io_errors.h"
#include "runtime/builtins/module_tables.h"
#include "runtime/builtins/native_classes.h"
#include "runtime/builtins/sockets.h"
#include "runtime/builtins/state.h"
#include "runtime/loop/loop.h"

namespace noodle {

namespace {

/// A started program. Its end is kept once it was seen, because the system tells it once.
struct Child {
    pid_t pid = 0;
    int endFd = -1;  ///< readable when the program has ended
    bool ended = false;
    int status = 0;

    bool poll() {
        if (!ended && ::waitpid(pid, &status, WNOHANG) == pid) ended = true;
        return ended;
    }
};

const NativeType kChildType = {
    .name = "ChildProcess",
    .destroy =
        [](void* payload) {
            auto* child = static_cast<Child*>(payload);
            child->poll();
            if (child->endFd >= 0) ::close(child->endFd);
            delete child;
        },
    .trace = nullptr,
    .reportLeak = true,
    .openAs =
        [](const void* payload) {
            const auto* child = static_cast<const Child*>(payload);
            return child->ended ? "" : joined("process ", int64_t{child->pid});
        },
};

/// Strings of a list, for the C interface. False: exception pending.
bool readTexts(Mutator& m, const ArgReader& in, Value v, const char* name, std::vector<std::string>& out) {
    return eachValue(m, v, [&](Value item) {
        String* text = item.as<String>();
        if (text == nullptr || !flatten(m, text)) {
            if (!m.hasPending())
                throwExpected(m, in.function(), joined("strings in '", name, "'").c_str(), item);
            return Step::Fail;
        }
        out.emplace_back(view(m, text));
        if (out.back().find('\0') == std::string::npos) return Step::Next;
        in.invalid(joined("'", name, "' cannot contain a NUL character"));
        return Step::Fail;
    });
}

std::vector<char*> pointersTo(std::vector<std::string>& texts) {
    std::vector<char*> out;
    for (std::string& text : texts) out.push_back(text.data());
    out.push_back(nullptr);
    return out;
}

enum class Stream : int64_t { Inherit, Pipe, Null, Merge };

/// The child's standard streams and our ends of them. Closes what nobody has taken over.
class Streams {
  public:
    ~Streams() {
        for (int fd : theirs_) closeIf(fd);
        for (int fd : ours_) closeIf(fd);
    }
    /// errno, or 0.
    int prepare(int target, Stream kind) {
        auto i = static_cast<size_t>(target);
        if (kind == Stream::Pipe) {
            int pair[2];
            if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) return errno;
            ours_[i] = pair[0];
            theirs_[i] = pair[1];
            ::fcntl(pair[0], F_SETFL, O_NONBLOCK);
            ::shutdown(pair[0], target == 0 ? SHUT_RD : SHUT_WR);
        } else if (kind == Stream::Null) {
            theirs_[i] = ::open("/dev/null", O_RDWR | O_CLOEXEC);
            if (theirs_[i] < 0) return errno;
        }
        merges_ = merges_ || kind == Stream::Merge;
        return 0;
    }
    void addTo(posix_spawn_file_actions_t* actions) const {
        for (int target = 0; target < 3; ++target) {
            int fd = theirs_[static_cast<size_t>(target)];
            if (fd >= 0) ::posix_spawn_file_actions_adddup2(actions, fd, target);
        }
        if (merges_) ::posix_spawn_file_actions_adddup2(actions, 1, 2);
    }
    /// Our end as a socket, null if there is none.
    Value take(Mutator& m, int target) {
        int& fd = ours_[static_cast<size_t>(target)];
        return fd < 0 ? Value::null() : makeSocket(m, std::exchange(fd, -1));
    }

  private:
    static void closeIf(int fd) {
        if (fd >= 0) ::close(fd);
    }
    std::array<int, 3> ours_ = {-1, -1, -1};
    std::array<int, 3> theirs_ = {-1, -1, -1};
    bool merges_ = false;
};

/// 0, or why the program could not be started.
int start(std::vector<std::string>& argv, std::vector<std::string>* environment, const std::string& folder,
          const Streams& streams, pid_t& pid) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawnattr_init(&attributes);
    // Signals are as a program expects them, whatever this process does with them.
    sigset_t none, all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setsigdefault(&attributes, &all);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    streams.addTo(&actions);
    if (!folder.empty()) ::posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
    std::vector<char*> argPointers = pointersTo(argv);
    std::vector<char*> envPointers;
    if (environment != nullptr) envPointers = pointersTo(*environment);
    int error = ::posix_spawnp(&pid, argv[0].c_str(), &actions, &attributes, argPointers.data(),
                               environment != nullptr ? envPointers.data() : environ);
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    return error;
}

Value makeChild(Mutator& m, pid_t pid) {
    auto* child = new Child{pid};
    child->endFd = static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
    if (child->endFd < 0) {
        int error = errno;
        delete child;
        return throwNetError(m, error, "watch the started program");
    }
    ::fcntl(child->endFd, F_SETFD, FD_CLOEXEC);
    Class* cls = nativeClass(m, NativeClassId::ChildProcess);
    if (cls == nullptr) {
        kChildType.destroy(child);
        return Value::exception();
    }
    return valueOrException(newNativeObject(m, kChildType, cls, child));
}

/// (child, input, output, errors): sockets or null.
Value handOver(Mutator& m, pid_t pid, Streams& streams) {
    Tuple* all = makeTuple(m, 4);
    NOODLE_TRY_PTR(all);
    for (uint32_t i = 0; i < 4; ++i) all->elements()[i] = Value::null();
    for (uint32_t i = 0; i < 4; ++i) {
        Value v = i == 0 ? makeChild(m, pid) : streams.take(m, static_cast<int>(i) - 1);
        NOODLE_TRY(v);
        m.heap().writeBarrier(all, v);
        all->elements()[i] = v;
    }
    return Value::ofObject(all);
}

/// spawn(args, env, cwd, stdin, stdout, stderr): env is a list of "NAME=value" or null, the streams are
/// numbers of Stream.
Value spawn(Mutator& m, Args args) {
    ArgReader in(m, "spawn", args);
    std::vector<std::string> argv, environment;
    std::string folder;
    NOODLE_REQUIRE(readTexts(m, in, args[0], "args", argv));
    if (argv.empty() || argv[0].empty()) return in.invalid("there is no program to run");
    NOODLE_REQUIRE(!in.has(1) || readTexts(m, in, args[1], "env", environment));
    NOODLE_REQUIRE(!in.has(2) || readPath(m, in, args, 2, "cwd", folder));
    struct stat info;
    if (!folder.empty() && ::stat(folder.c_str(), &info) != 0)
        return throwIoError(m, errno, "run a program in", folder);
    Streams streams;
    for (int target = 0; target < 3; ++target) {
        int64_t kind = 0;
        NOODLE_REQUIRE(in.optInteger(static_cast<uint32_t>(target) + 3, "stream", kind));
        if (int error = streams.prepare(target, static_cast<Stream>(kind)); error != 0)
            return throwNetError(m, error, "make the streams of a program");
    }
    // What was printed so far stands before what the program prints.
    builtinState(m).out.flush();
    pid_t pid = 0;
    if (int error = start(argv, in.has(1) ? &environment : nullptr, folder, streams, pid); error != 0)
        return throwIoError(m, error, "run", argv[0]);
    return handOver(m, pid, streams);
}

Child* childOf(Mutator& m, const Args& args, const char* function) {
    auto* child = static_cast<Child*>(nativePayload(args[0], kChildType));
    if (child == nullptr) throwExpected(m, function, "a started program", args[0]);
    return child;
}

/// A task that is finished when the program has ended.
Value ended(Mutator& m, Args args) {
    Child* child = childOf(m, args, "wait");
    NOODLE_TRY_PTR(child);
    return valueOrException(EventLoop::of(m).watch(child->endFd, EventLoop::Direction::Read));
}

/// The exit status, the negative number of the signal that ended it, or null while it runs.
Value status(Mutator& m, Args args) {
    Child* child = childOf(m, args, "status");
    NOODLE_TRY_PTR(child);
    if (!child->poll()) return Value::null();
    return makeInt(m, WIFSIGNALED(child->status) ? -WTERMSIG(child->status) : WEXITSTATUS(child->status));
}

Value pid(Mutator& m, Args args) {
    Child* child = childOf(m, args, "pid");
    NOODLE_TRY_PTR(child);
    return makeInt(m, child->pid);
}

/// kill(child, signal): false if it has ended already. The number of an ended program may belong to another
/// one, so it is not used.
Value kill(Mutator& m, Args args) {
    Child* child = childOf(m, args, "kill");
    int64_t signal = SIGTERM;
    NOODLE_REQUIRE(child != nullptr && ArgReader(m, "kill", args).optInteger(1, "signal", signal));
    if (signal < 0 || signal > 64)
        return ArgReader(m, "kill", args).invalid(joined("there is no signal ", signal));
    if (child->poll()) return Value::falseValue();
    if (::kill(child->pid, static_cast<int>(signal)) != 0)
        return throwNetError(m, errno, "send a signal to the program");
    return Value::trueValue();
}

constexpr NativeSpec kTable[] = {
    {"spawn", "args, env=, cwd=, stdin=, stdout=, stderr=", spawn},
    {"ended", "child", ended},
    {"status", "child", status},
    {"pid", "child", pid},
    {"kill", "child, signal=", kill},
};

}  // namespace

const NativeClassSpec& childProcessClassSpec() {
    static const NativeClassSpec spec = {"ChildProcess", nullptr, {}};
    return spec;
}

const NativeModule& processModule() {
    static const NativeModule module = {"_process", kTable, {}};
    return module;
}

}  // namespace noodle
