// noodle docs: the pages under docs/ that are made from tables.
#include <cstdio>

#include "compiler/diag/diag.h"
#include "runtime/builtins/builtins.h"
#include "tools/cli/command_line.h"

namespace noodle::cli {

namespace {

std::string opcodesPage() {
    std::string out =
        "# Instructions\n\nGenerated from vm/bytecode/opcodes.def by `tools/dev/check_docs --fix`; do not "
        "edit. Operand codes are "
        "explained at\nthe top of that file; the stack picture reads before -- after, top at the right.\n\n"
        "| opcode | operands | stack |\n|---|---|---|\n";
    auto cell = [](std::string text) {
        for (size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.insert(at, "\\");
        return text;
    };
#define OPCODE(name, operands, pops, pushes, flags, picture) \
    out += "| " #name " | " operands " | `" + cell(picture) + "` |\n";
#include "vm/bytecode/opcodes.def"
#undef OPCODE
    return out;
}

std::string diagnosticsPage() {
    std::string out =
        "# Codes of the compiler's messages\n\nGenerated from compiler/diag/diagnostics.def by "
        "`tools/dev/check_docs "
        "--fix`; do not edit. "
        "{0}, {1} … stand for\nnames and types of the program; `noodle explain CODE` says more, with an "
        "example.\n\n| code | severity | message | hint "
        "|\n|---|---|---|---|\n";
    auto cell = [](std::string_view text) {
        std::string escaped;
        for (char c : text) escaped += c == '|' ? std::string("\\|") : std::string(1, c);
        return escaped;
    };
    auto addRow = [&](Diag code) {
        constexpr const char* kSeverities[] = {"error", "warning", "note"};
        const DiagInfo& row = infoOf(code);
        out += "| " + codeText(code) + " | " + kSeverities[static_cast<size_t>(row.severity)] + " | " +
               cell(row.message) + " | " + cell(row.hint) + " |\n";
    };
#define NOODLE_DIAG(number, ident, severity, message, hint) addRow(Diag::ident);
#include "compiler/diag/diagnostics.def"
#undef NOODLE_DIAG
    return out;
}

std::string signatureText(const NativeSpec& spec) {
    return "`" + std::string(spec.name) + "(" + spec.signature + ")`";
}

std::string builtinsPage() {
    std::string out =
        "# Builtin names and standard modules\n\nGenerated from the tables of runtime/builtins by "
        "`tools/dev/check_docs --fix`; do not "
        "edit. `name=` marks an\noptional argument, `...rest` takes any number of them.\n\n## Without "
        "import\n\n| name | gives |\n|---|---|\n";
#define BUILTIN(name, result) out += "| `" #name "` | " + std::string(result) + " |\n";
#include "runtime/builtins/builtin_names.def"
#undef BUILTIN
    for (const BuiltinMembers& members : builtinMembers()) {
        out += "\n## Members of " + members.type + "\n\n";
        for (const std::string& name : members.names) out += "`" + name + "`\n";
    }
    for (const char* name : nativeModuleNames()) {
        const NativeModule* module = findNativeModule(name);
        out += "\n## Module " + std::string(name) + "\n\n";
        for (const NativeSpec& spec : module->functions) out += signatureText(spec) + "\n";
        std::string constants;
        for (const NativeConstant& constant : module->constants)
            constants += " `" + std::string(constant.name) + "`";
        if (!constants.empty()) out += "\nValues:" + constants + "\n";
    }
    return out;
}

}  // namespace

int cmdDocs(CommandLine& line) {
    std::string page = line.operands.empty() ? "" : line.operands[0];
    std::string text;
    if (page == "options") {
        text = optionsMarkdown();
    } else if (page == "opcodes") {
        text = opcodesPage();
    } else if (page == "diagnostic_codes") {
        text = diagnosticsPage();
    } else if (page == "builtins") {
        text = builtinsPage();
    } else {
        return fail("the pages are options, opcodes, diagnostic_codes and builtins", kUsage);
    }
    std::fputs(text.c_str(), stdout);
    return kOk;
}

}  // namespace noodle::cli
