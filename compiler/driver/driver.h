// The compiler's front door: text in, bytecode module or messages out. Is not: a file reader or a module
// searcher; whoever calls it brings the text and a ModuleFinder. A Compiler is used by one thread; several
// may work at once. Dump: CompileOptions::dump.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/driver/module_summary.h"
#include "vm/bytecode/module.h"

namespace noodle {

struct CompileOptions {
    std::string dump;          ///< phase to print: tokens, ast, typed, ir, ir-opt, bytecode; "" to compile
    std::string dumpFunction;  ///< only this function; "" for all
    bool verifyEach = false;   ///< verify the IR after lowering and after every pass, and the bytecode
    size_t maxErrors = 20;     ///< errors reported before the rest is dropped
    bool color = false;
    bool json = false;  ///< messages as JSON, one object a line
    bool warnings = true;
    bool lint = false;               ///< also warn of unused names
    bool wantsImports = false;       ///< fill CompileResult::imports
    ModuleFinder* finder = nullptr;  ///< null: nothing is known of imports
};

/// Bytes [begin, end) of the compiled file become `text`.
struct TextEdit {
    uint32_t begin = 0, end = 0;
    std::string text;
};

struct CompileResult {
    bool ok = false;
    bool incomplete = false;             ///< REPL only: the input needs more lines
    std::string messages;                ///< rendered errors and warnings
    std::vector<TextEdit> edits;         ///< fixes of what was reported: from the back, none overlaps another
    std::vector<ImportUse> imports;      ///< what the file itself took from others, if that was wanted
    std::string dump;                    ///< what CompileOptions::dump asked for
    std::optional<bc::BcModule> module;  ///< set if ok and nothing was dumped
};

/// True for a phase that --dump knows.
bool isDumpPhase(std::string_view phase);

/// Compiles one file. `name` stands in messages and traces and is what imports are relative to.
CompileResult compile(const std::string& name, std::string text, const CompileOptions& options);

/// Compiles the files of one program one after the other. What it learns of a file that another one imports
/// is kept, so each file is read and parsed once.
class ProgramCompiler {
  public:
    explicit ProgramCompiler(CompileOptions options);
    ~ProgramCompiler();
    ProgramCompiler(const ProgramCompiler&) = delete;
    ProgramCompiler& operator=(const ProgramCompiler&) = delete;

    CompileResult compile(const std::string& name, std::string text);
    /// A file whose text is known because another one imports it; nullopt if it is not, or no longer.
    std::optional<CompileResult> compileImported(const std::string& file);
    /// What importers see of a module, of a source file from its declarations alone; nullopt if it does not
    /// parse or is of another kind. What it imports is read and described too.
    std::optional<ModuleSummary> summaryOf(const ModuleFinder::Found& module);
    /// Of a source file that was imported so far; nullopt for others.
    std::optional<ModuleSummary> knownSummaryOf(const std::string& file);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Compiles the inputs of an interactive session one after the other; each sees the variables of those before
/// it.
class SessionCompiler {
  public:
    explicit SessionCompiler(CompileOptions options);
    ~SessionCompiler();
    SessionCompiler(const SessionCompiler&) = delete;
    SessionCompiler& operator=(const SessionCompiler&) = delete;

    /// An input with errors leaves the session as it was.
    CompileResult compile(std::string text);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace noodle
