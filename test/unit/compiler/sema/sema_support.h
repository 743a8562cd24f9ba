// Analyses a snippet and answers questions about the result.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "compiler/ast/walk.h"
#include "compiler/parse/parse.h"
#include "compiler/sema/sema.h"

namespace noodle::sema::test {

// One compilation: modules by path, the snippet last.
class Compilation : public ImportResolver {
  public:
    Compilation() : types(names) {}

    // A module that the snippet may import as `path`.
    Compilation& with(std::string path, std::string text) {
        sources_[std::move(path)] = std::move(text);
        return *this;
    }
    Compilation& analyze(const std::string& text, const Options& options = {}) {
        source_ = &files.add("test.nc", text);
        module = parse(*source_, names, arena, sink, {options.session != nullptr}).module;
        if (sink.hasErrors()) return *this;
        analysis = sema::analyze(*module, {names, types, sink, this}, options);
        return *this;
    }

    ImportStatus resolve(std::string_view path, bool, FileId, const ModuleInterface*& out) override {
        auto known = interfaces_.find(std::string(path));
        if (known != interfaces_.end()) {
            out = known->second.get();
            return out ? ImportStatus::Known : ImportStatus::Unknown;
        }
        auto source = sources_.find(std::string(path));
        if (source == sources_.end()) return ImportStatus::Unknown;
        auto& slot = interfaces_[std::string(path)];
        ast::Module* parsed = parse(files.add(source->first, source->second), names, arena, sink).module;
        auto made = std::make_unique<ModuleInterface>(
            describe(*parsed, {names, types, sink, this}, owners_.emplace_back()));
        slot = std::move(made);
        out = slot.get();
        return ImportStatus::Known;
    }

    // "N0301:2" for each error (warnings: "W0902:1"), in source order.
    std::vector<std::string> reports() {
        sink.sort();
        std::vector<std::string> out;
        for (const Diagnostic& each : sink.diagnostics()) {
            std::string code = codeText(each.code);
            if (each.severity != Severity::Error) code[0] = 'W';
            uint32_t line = each.span.isValid() ? files.file(each.span.file).lineOf(each.span.begin) : 0;
            out.push_back(code + ":" + std::to_string(line));
        }
        return out;
    }
    // Everything a reader sees, for tests of texts.
    std::string texts() const {
        std::string out;
        for (const Diagnostic& each : sink.diagnostics()) {
            out += each.message + "\n" + each.hint + "\n";
            for (const DiagnosticNote& note : each.notes) out += note.text + "\n";
        }
        return out;
    }

    // The index-th NameExpr of that name, in source order.
    ast::NameExpr* name(std::string_view text, size_t index = 0) {
        std::vector<ast::NameExpr*> found;
        collect(*module, [&](ast::Node& node) {
            auto* name = ast::dynAs<ast::NameExpr>(&node);
            if (name && names.text(name->name) == text) found.push_back(name);
        });
        std::sort(found.begin(), found.end(), [](auto* a, auto* b) { return a->span.begin < b->span.begin; });
        return index < found.size() ? found[index] : nullptr;
    }
    Symbol* symbol(std::string_view text, size_t index = 0) {
        ast::NameExpr* found = name(text, index);
        return found ? found->symbol : nullptr;
    }
    // The static type of that name where it stands; "~" in front if it is only claimed.
    std::string type(std::string_view text, size_t index = 0) {
        ast::NameExpr* found = name(text, index);
        if (!found || !found->type) return "";
        bool claimed = !found->typeProven && !found->type->isAny();
        return (claimed ? "~" : "") + types.text(found->type);
    }
    template <typename T>
    T* first() {
        T* found = nullptr;
        collect(*module, [&](ast::Node& node) {
            if (!found) found = ast::dynAs<T>(&node);
        });
        return found;
    }
    ast::Function* function(std::string_view text) {
        ast::Function* found = nullptr;
        collect(*module, [&](ast::Node& node) {
            auto* fn = ast::dynAs<ast::Function>(&node);
            if (!found && fn && names.text(fn->name) == text) found = fn;
        });
        return found;
    }
    std::vector<std::string> exports() const {
        std::vector<std::string> out;
        for (const ExportEntry& entry : analysis->module().exports) out.emplace_back(names.text(entry.name));
        return out;
    }

    NameTable names;
    types::TypeTable types;
    SourceSet files;
    DiagnosticSink sink;
    Arena arena;
    ast::Module* module = nullptr;
    std::unique_ptr<Analysis> analysis;

  private:
    template <typename F>
    void collect(ast::Node& node, F&& visit) {
        visit(node);
        ast::forEachChild(node, [&](ast::Node& child) { collect(child, visit); });
    }

    SourceFile* source_ = nullptr;
    std::map<std::string, std::string> sources_;
    std::map<std::string, std::unique_ptr<ModuleInterface>> interfaces_;
    std::vector<std::unique_ptr<Analysis>> owners_;
};

using Reports = std::vector<std::string>;

inline Reports reportsOf(const std::string& text) {
    return Compilation().analyze(text).reports();
}

}  // namespace noodle::sema::test
