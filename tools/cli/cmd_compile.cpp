// noodle compile, check and disasm: the commands that run nothing.
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "compiler/driver/module_graph.h"
#include "runtime/base/file.h"
#include "tools/cli/command_line.h"
#include "tools/cli/graph_report.h"
#include "tools/cli/source_loader.h"
#include "vm/bytecode/disassembler.h"
#include "vm/bytecode/nbc.h"

namespace noodle::cli {

namespace {

// Text to a file, or to standard output when no file is named.
int emit(const std::string& file, const std::string& text) {
    if (file.empty() || file == "-") {
        bool written =
            std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
        return written ? kOk : kIo;
    }
    Outcome written = writeFileAtomic(file, text);
    return written ? kOk : fail(written.failure().message, ioExitCode(written.failure()));
}

Result<std::string> readSource(const std::string& file) {
    return readFile(file == "-" ? "/dev/stdin" : file);
}

std::string replaceExtension(const std::string& file, const char* extension) {
    size_t slash = file.rfind('/');
    size_t dot = file.rfind('.');
    bool hasDot = dot != std::string::npos && (slash == std::string::npos || dot > slash + 1);
    return (hasDot ? file.substr(0, dot) : file) + extension;
}

int failWith(const Failure& failure) {
    return fail(failure.message, failure.exitCode == kDoesNotCompile ? kDoesNotCompile : ioExitCode(failure));
}

// Compiles `file`; on errors prints them and returns their exit code.
int compileFile(const std::string& file, SourceLoader& loader, CompileResult& result,
                const CompileOptions& options) {
    Result<std::string> text = readSource(file);
    if (!text) return failWith(text.failure());
    CompileOptions all = options;
    all.finder = &loader;
    result = compile(file, std::move(text.value()), all);
    std::fputs(result.messages.c_str(), options.json ? stdout : stderr);
    return result.ok ? kOk : kDoesNotCompile;
}

// Mends `file` as far as its messages know how. A fix may bring to light what comes after it, so this goes on
// until there is nothing to do. The exit code is about the file, not about what is wrong with the program.
int fixFile(const std::string& file, SourceLoader& loader, CompileOptions options) {
    constexpr int kMostRounds = 100;
    options.finder = &loader;
    Result<std::string> text = readFile(file);
    if (!text) return failWith(text.failure());
    size_t made = 0;
    for (int round = 0; round < kMostRounds; ++round) {
        CompileResult result = compile(file, text.value(), options);
        if (result.edits.empty()) break;
        for (const TextEdit& edit : result.edits)
            text.value().replace(edit.begin, edit.end - edit.begin, edit.text);
        made += result.edits.size();
    }
    if (made == 0) return kOk;
    std::fprintf(stderr, "%s: %zu %s made\n", file.c_str(), made, made == 1 ? "change" : "changes");
    return emit(file, text.value());
}

// The files by the names that imports lead to.
int printGraph(const std::vector<std::string>& files, const std::string& form, SourceLoader& loader) {
    const std::optional<GraphForm> chosen = graphForm(form);
    if (!chosen) return fail("--graph is text, json or dot", kUsage);
    std::vector<std::string> real;
    for (const std::string& file : files) {
        std::error_code error;
        real.push_back(std::filesystem::canonical(file, error).string());
        if (error) return failWith(systemFailure("open", file, error.value()));
    }
    std::error_code error;
    const std::string folder = std::filesystem::current_path(error).string();
    return emit("", graphReport(moduleGraph(real, loader), *chosen, folder));
}

}  // namespace

int cmdCompile(CommandLine& line) {
    if (line.operands.size() != 1) return fail("compile takes one file", kUsage);
    CompileOptions options = compileOptions(line.options);
    if (line.has("emit-ir")) options.dump = "ir-opt";
    if (line.has("emit-ast")) options.dump = "ast";
    if (!options.dump.empty() && !isDumpPhase(options.dump))
        return fail("there is no phase '" + options.dump + "' to dump", kUsage);
    SourceLoader loader(searchPaths(line.options), options);
    CompileResult result;
    if (int code = compileFile(line.operands[0], loader, result, options); code != kOk) return code;
    std::string output = line.has("output") ? line.own["output"] : "";
    if (!options.dump.empty()) return emit(output, result.dump);
    if (output.empty()) output = line.operands[0] == "-" ? "-" : replaceExtension(line.operands[0], ".nbc");
    return emit(output, bc::writeModule(*result.module));
}

int cmdCheck(CommandLine& line) {
    if (line.operands.empty()) return fail("check takes at least one file", kUsage);
    CompileOptions options = compileOptions(line.options);
    options.lint = true;
    SourceLoader loader(searchPaths(line.options), options);
    if (line.has("graph")) return printGraph(line.operands, line.own["graph"], loader);
    options.json = line.has("json");
    int worst = kOk;
    for (const std::string& file : line.operands) {
        if (line.has("fix")) {
            if (int code = fixFile(file, loader, options); code != kOk) {
                worst = code;
                continue;
            }
        }
        CompileResult result;
        int code = compileFile(file, loader, result, options);
        if (code != kOk) worst = code;
        std::fputs(result.dump.c_str(), stdout);
    }
    return worst;
}

int cmdDisasm(CommandLine& line) {
    if (line.operands.size() != 1) return fail("disasm takes one file", kUsage);
    const std::string& file = line.operands[0];
    Result<std::string> bytes = readSource(file);
    if (!bytes) return failWith(bytes.failure());
    std::string function = line.has("function") ? line.own["function"] : "";
    if (bc::looksLikeNbc(bytes.value())) {
        Result<bc::BcModule> module =
            bc::readModule(bytes.value(), {.ignoreChecksum = line.options.ignoreChecksum});
        if (!module) return fail(file + ": " + module.failure().message, kIo);
        return emit("", bc::disassemble(module.value(), function));
    }
    CompileOptions options = compileOptions(line.options);
    SourceLoader loader(searchPaths(line.options), options);
    options.finder = &loader;
    CompileResult result = compile(file, std::move(bytes.value()), options);
    std::fputs(result.messages.c_str(), stderr);
    if (!result.ok) return kDoesNotCompile;
    return emit("", bc::disassemble(*result.module, function));
}

}  // namespace noodle::cli
