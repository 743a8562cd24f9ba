// Runs one script again and again, each time in a process of its own with one allocation that gets no memory,
// and judges how it ends. Called by fail_alloc_test.py, which chooses the scripts and says what is right.
//
// A run is a fork of a process that has compiled the script and made the isolate, so that even a build with
// sanitizers does dozens a second. The child gives everything back before it exits: whatever it lost, the
// leak checker of such a build reports, and that is a wrong end like a crash.
//
//   gc_fail_alloc [--most N] [--further] [--any-end] [--plugin FILE] SCRIPT
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <random>

#include "embed/library_files.h"
#include "embed/program_loader.h"
#include "runtime/base/file.h"
#include "runtime/builtins/builtins.h"
#include "runtime/builtins/state.h"
#include "vm/isolate/isolate.h"

namespace noodle {
namespace {

constexpr unsigned kTimeoutSeconds = 120;
constexpr uint64_t kNever = uint64_t{1} << 62;

struct Settings {
    uint64_t most = 5000;  ///< up to so many allocations each one fails once, of more a sample of 2,000
    bool further = false;  ///< all after it fail too
    bool anyEnd = false;   ///< the program catches errors: only crashes, leaks and endless runs are wrong
    std::string plugin;    ///< of the compiler tiers, which then compile everything at once; "": none
};

struct End {
    int waitStatus = 0;
    std::string out, err;
    uint64_t allocations = 0;

    bool died() const { return WIFSIGNALED(waitStatus); }
    int status() const { return WEXITSTATUS(waitStatus); }
};

/// A file in memory that a child writes and its parent reads.
class Capture {
  public:
    Capture() : file_(::memfd_create("capture", MFD_CLOEXEC)) {}
    ~Capture() { ::close(file_); }
    Capture(const Capture&) = delete;
    Capture& operator=(const Capture&) = delete;

    int file() const { return file_; }
    std::string text() const {
        std::string text(static_cast<size_t>(::lseek(file_, 0, SEEK_END)), 0);
        ssize_t got = ::pread(file_, text.data(), text.size(), 0);
        text.resize(got < 0 ? 0 : static_cast<size_t>(got));
        return text;
    }

  private:
    int file_;
};

class Script {
  public:
    Script(const std::string& file, const Settings& settings) : settings_(settings), loader_(paths()) {
        IsolateOptions options;
        options.hashSeed = 7;
        if (!settings.plugin.empty()) {
            options.tier.level = Level::Balanced;
            options.tier.plugin = settings.plugin;
            options.tier.callThreshold = options.tier.loopTicks = 0;
        }
        Result<std::string> text = readFile(file);
        if (!text.ok()) return;
        auto unit = loader_.compileText(file, std::move(text.value()));
        if (!unit.ok()) return;
        unit_ = unit.value();
        isolate_ = std::make_unique<Isolate>(options, loader_);
        isolate_->setArguments(file, {});
    }
    bool ok() const { return isolate_ != nullptr; }

    /// With its `failing`th allocation failing; kNever: with none.
    End run(uint64_t failing) {
        Capture out, err, count;
        pid_t child = ::fork();
        if (child == 0) runHere(failing, out, err, count);
        End end;
        ::waitpid(child, &end.waitStatus, 0);
        end.out = out.text();
        end.err = err.text();
        end.allocations = std::strtoull(count.text().c_str(), nullptr, 10);
        return end;
    }

  private:
    static SearchPaths paths() {
        SearchPaths paths;
        paths.standardLibrary = libraryFiles().standardLibrary;
        return paths;
    }

    [[noreturn]] void runHere(uint64_t failing, const Capture& out, const Capture& err,
                              const Capture& count) {
        ::alarm(kTimeoutSeconds);
        ::dup2(::open("/dev/null", O_RDONLY | O_CLOEXEC), 0);
        ::dup2(out.file(), 1);
        ::dup2(err.file(), 2);
        HeapOptions& options = isolate_->heap().changeOptions();
        options.failAllocation = failing;
        options.failFurther = settings_.further;
        int status = isolate_->run(unit_);
        // Before the isolate goes: destructors that it runs then allocate too, but tell nobody.
        ::dprintf(count.file(), "%llu",
                  static_cast<unsigned long long>(kNever - isolate_->heap().options().failAllocation));
        isolate_ = nullptr;
        unit_ = nullptr;
        std::exit(status);
    }

    const Settings& settings_;
    ProgramLoader loader_;
    std::shared_ptr<const CodeUnit> unit_;
    std::unique_ptr<Isolate> isolate_;
};

/// What is wrong with the end of a run, or null.
const char* judge(const End& end, const std::string& expected, bool anyEnd) {
    if (end.died()) return WTERMSIG(end.waitStatus) == SIGALRM ? "does not end" : "crashed";
    if (end.err.find("check failed") != end.err.npos || end.err.find("Sanitizer") != end.err.npos ||
        end.err.find("runtime error:") != end.err.npos) {
        return "crashed";
    }
    if (anyEnd) return nullptr;
    if (end.status() == 0) return end.out == expected ? nullptr : "another output";
    if (end.err.find("OutOfMemoryError") == end.err.npos && end.err.find("out of memory") == end.err.npos)
        return "ended by another error";
    return expected.starts_with(end.out) ? nullptr : "printed something else before the error";
}

/// Where the output differs from what it should be.
std::string difference(const std::string& got, const std::string& expected) {
    size_t at = 0, line = 0;
    while (at < got.size() && at < expected.size() && got[at] == expected[at]) {
        if (got[at++] == '\n') line = at;
    }
    if (at == got.size()) return "";
    auto lineOf = [&](const std::string& text) { return text.substr(line, text.find('\n', line) - line); };
    return "printed " + lineOf(got) + "\nnot     " + lineOf(expected) + "\n";
}

/// 1 to `count`, or of many a sample: one out of each of 2,000 equal parts.
std::vector<uint64_t> failuresToTry(uint64_t count, uint64_t most) {
    constexpr uint64_t kSample = 2000;
    std::vector<uint64_t> numbers;
    if (count <= most) {
        for (uint64_t i = 1; i <= count; ++i) numbers.push_back(i);
        return numbers;
    }
    const uint64_t parts = std::min(most, kSample);
    std::mt19937_64 random(count);
    for (uint64_t i = 0; i < parts; ++i) {
        uint64_t from = count * i / parts, to = count * (i + 1) / parts;
        numbers.push_back(from + 1 + random() % std::max<uint64_t>(1, to - from));
    }
    return numbers;
}

int test(const std::string& file, const Settings& settings) {
    Script script(file, settings);
    if (!script.ok()) return std::printf("skipped: does not compile\n"), 2;
    const End expected = script.run(kNever);
    if (expected.died() || expected.status() != 0 || expected.out.empty())
        return std::printf("skipped: ends badly or prints nothing\n"), 2;
    size_t wrong = 0;
    const std::vector<uint64_t> numbers = failuresToTry(expected.allocations, settings.most);
    for (uint64_t number : numbers) {
        const End end = script.run(number);
        const char* what = judge(end, expected.out, settings.anyEnd);
        if (what == nullptr) continue;
        ++wrong;
        std::printf("allocation %llu: %s (status %d)\n%s%s\n", static_cast<unsigned long long>(number), what,
                    end.died() ? -WTERMSIG(end.waitStatus) : end.status(),
                    settings.anyEnd ? "" : difference(end.out, expected.out).c_str(),
                    end.err.substr(0, 3000).c_str());
    }
    std::printf("%llu allocations, %zu failed in turn, %zu wrong ends\n",
                static_cast<unsigned long long>(expected.allocations), numbers.size(), wrong);
    return wrong == 0 ? 0 : 1;
}

}  // namespace
}  // namespace noodle

int main(int argc, char** argv) {
    std::setvbuf(stdout, nullptr, _IONBF, 0);  // children must not inherit text that is still to be written
    noodle::Settings settings;
    std::string file;
    for (int i = 1; i < argc; ++i) {
        std::string_view word = argv[i];
        if (word == "--further") {
            settings.further = true;
        } else if (word == "--any-end") {
            settings.anyEnd = true;
        } else if (word == "--most" && i + 1 < argc) {
            settings.most = std::strtoull(argv[++i], nullptr, 10);
        } else if (word == "--plugin" && i + 1 < argc) {
            settings.plugin = std::filesystem::absolute(argv[++i]).string();
        } else {
            file = word;
        }
    }
    // Scripts read files beside them.
    std::filesystem::path path = std::filesystem::absolute(file);
    std::error_code failed;
    std::filesystem::current_path(path.parent_path(), failed);
    return failed ? 2 : noodle::test(path.filename().string(), settings);
}
