// noodle repl: reads lines, runs them as soon as they make a complete input, prints values. Errors do not end
// it.
#include <unistd.h>

#include <cstdio>
#include <iostream>

#include "tools/cli/command_line.h"
#include "tools/cli/program.h"
#include "tools/cli/source_loader.h"

namespace noodle::cli {

namespace {

class Repl {
  public:
    Repl(const CommandLine& line, const IsolateOptions& options)
        : loader_(searchPaths(line.options), compileOptions(line.options),
                  CompileCache::fromSettings(line.options)),
          compiler_(loader_.options()),
          isolate_(options, loader_),
          interactive_(::isatty(STDIN_FILENO) == 1) {
        isolate_.setArguments("", {});
    }

    int run() {
        if (interactive_) std::printf("Noodle. Ctrl-D ends the session.\n");
        std::string line;
        while (!done_ && readLine(line)) {
            pending_ += line + "\n";
            evaluate(false);
        }
        if (!done_ && !pending_.empty()) evaluate(true);
        if (interactive_ && !done_) std::printf("\n");
        isolate_.runExits();
        return status_;
    }

  private:
    bool readLine(std::string& line) {
        if (interactive_) std::printf("%s", pending_.empty() ? ">> " : ".. ");
        std::fflush(stdout);
        return static_cast<bool>(std::getline(std::cin, line));
    }

    // `last`: no more lines will come, so an incomplete input is an error. A blank line closes an indented
    // block.
    void evaluate(bool last) {
        if (pending_.find_first_not_of(" \t\r\n") == std::string::npos) return pending_.clear();
        CompileResult compiled = compiler_.compile(pending_);
        if (compiled.incomplete && !last) return;
        pending_.clear();
        std::fputs(compiled.incomplete ? "error: the input ends too early\n" : compiled.messages.c_str(),
                   stderr);
        if (!compiled.module) return;
        Result<std::shared_ptr<const CodeUnit>> unit = CodeUnit::create(std::move(*compiled.module));
        if (!unit) {
            fail(unit.failure().message, kInternal);
            return;
        }
        InterruptScope interrupts(isolate_);
        show(isolate_.runInput(unit.value()));
    }

    void show(const Isolate::InputResult& result) {
        done_ = result.state == Isolate::InputState::Exit;
        status_ = done_ ? result.status : kOk;
        if (result.state == Isolate::InputState::Failed) std::fputs(result.text.c_str(), stderr);
        if (result.state == Isolate::InputState::Done && !result.text.empty())
            std::printf("%s\n", result.text.c_str());
        std::fflush(stdout);
    }

    SourceLoader loader_;
    SessionCompiler compiler_;
    Isolate isolate_;
    bool interactive_;
    bool done_ = false;
    int status_ = kOk;
    std::string pending_;
};

}  // namespace

int cmdRepl(CommandLine& line) {
    if (!line.operands.empty()) return fail("repl takes no file; `noodle run FILE` runs one", kUsage);
    Result<IsolateOptions> options = isolateOptions(line.options);
    if (!options) return fail(options.failure().message, options.failure().exitCode);
    return Repl(line, options.value()).run();
}

}  // namespace noodle::cli
