// Tells sema what imported modules export: source files by parsing them, compiled ones by their lists of
// names. One per program; results are kept by file, so a file is read, parsed and described once however
// often it is imported, and compiling it afterwards starts from the same tree. What a file imports is
// described before it, along a stack of its own; where imports form a cycle, the module that is begun but not
// done is "unknown" to the one that closes it, which sema accepts.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <unordered_map>

#include "compiler/driver/driver.h"
#include "compiler/parse/parse.h"
#include "compiler/sema/sema.h"
#include "compiler/source/source.h"
#include "runtime/base/arena.h"

namespace noodle {

// A file behind the parser.
struct ParsedFile {
    explicit ParsedFile(size_t maxErrors) : sink(maxErrors) {}

    SourceFile* file = nullptr;
    std::unique_ptr<Arena> arena = std::make_unique<Arena>();
    DiagnosticSink sink;
    ParseResult result;
};

class FileImportResolver final : public sema::ImportResolver {
  public:
    FileImportResolver(ModuleFinder* finder, size_t maxErrors, SourceSet& sources, NameTable& names,
                       types::TypeTable& types)
        : finder_(finder), maxErrors_(maxErrors), sources_(sources), names_(names), types_(types) {}

    sema::ImportStatus resolve(std::string_view path, bool dotted, FileId importer,
                               const sema::ModuleInterface*& out) override;

    // The tree of a file that was imported, without annotations, to compile it; null if it is not known or
    // was taken before.
    std::unique_ptr<ParsedFile> takeParsed(const std::string& file);

    // What a file that was analysed, or only described, took from its imports.
    std::vector<ImportUse> usesOf(const sema::ModuleInfo& info, const std::string& importer);
    std::optional<ModuleSummary> summaryOf(const ModuleFinder::Found& found);
    // The imports, each from another file, by which `first` leads back to `self`, a file that was analysed
    // under a name of its own; the last one names `self`. Empty if it does not, or only by lazy imports.
    struct Step {
        Span span;
        std::string from;  // the file that imports
    };
    std::vector<Step> wayBack(const ModuleFinder::Found& first, const SourceFile& self);
    bool knowsFile(const std::string& file) const { return modules_.contains(file); }

  private:
    struct Module {
        std::string file;
        bool known = false;  // false until it is described, and for good if it does not parse
        bool isDone = false;
        bool isCyclic = false;
        std::unique_ptr<ParsedFile> parsed;
        Arena arena;  // of the tree that the description annotates
        std::unique_ptr<sema::Analysis> analysis;
        sema::ModuleInterface interface;
        std::optional<ModuleSummary> summary;  // made when it is first asked for
        // Of the walk that finds cycles: places in the order of visiting.
        uint32_t order = 0;
        uint32_t low = 0;
    };
    // A module that waits for its imports.
    struct Visit {
        Module* module;
        std::vector<std::string> imports;
        size_t next = 0;
    };
    class Walk;

    const ModuleFinder::Found& found(std::string_view path, bool dotted, const std::string& importer);
    Module* moduleAt(const ModuleFinder::Found& found);
    Module& newModule(const std::string& file);
    void parse(Module& module);
    void describe(Module& module);
    void list(Module& module, const ModuleFinder::Found& found);
    std::vector<std::string> sourceImports(const Module& module);
    const ModuleSummary& summary(Module& module);
    void fillUse(ImportUse& use);

    ModuleFinder* finder_;
    size_t maxErrors_;
    SourceSet& sources_;
    NameTable& names_;
    types::TypeTable& types_;
    std::map<std::string, std::unique_ptr<Module>> modules_;        // by file
    std::unordered_map<std::string, ModuleFinder::Found> answers_;  // by importer, form and path
    uint32_t visited_ = 0;
    uint32_t depth_ = 0;
};

}  // namespace noodle
