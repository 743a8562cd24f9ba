// Tells sema what imported source files export, by parsing them. One per program; results are kept by file,
// so a file is read, parsed and described once however often it is imported, and compiling it afterwards
// starts from the same tree. Cycles and very deep chains end in "unknown", which sema accepts.
#pragma once

#include <map>
#include <memory>
#include <string>

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

  private:
    struct Module {
        bool known = false;  // false while it is being described, and for good if it does not parse
        std::unique_ptr<ParsedFile> parsed;
        Arena arena;  // of the tree that the description annotates
        std::unique_ptr<sema::Analysis> analysis;
        sema::ModuleInterface interface;
    };
    void describe(Module& module, const std::string& file);

    ModuleFinder* finder_;
    size_t maxErrors_;
    SourceSet& sources_;
    NameTable& names_;
    types::TypeTable& types_;
    std::map<std::string, std::unique_ptr<Module>> modules_;  // by file
    uint32_t depth_ = 0;
};

}  // namespace noodle
