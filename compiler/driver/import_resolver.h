// Tells sema what imported source files export, by parsing them. One per compilation; results are kept by
// file, so a file is parsed once however often it is imported. Cycles and very deep chains end in "unknown",
// which sema accepts.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "compiler/driver/driver.h"
#include "compiler/sema/sema.h"
#include "compiler/source/source.h"
#include "runtime/base/arena.h"

namespace noodle {

class FileImportResolver final : public sema::ImportResolver {
  public:
    FileImportResolver(ModuleFinder* finder, SourceSet& sources, NameTable& names, types::TypeTable& types)
        : finder_(finder), sources_(sources), names_(names), types_(types) {}

    sema::ImportStatus resolve(std::string_view path, bool dotted, FileId importer,
                               const sema::ModuleInterface*& out) override;

  private:
    struct Module {
        bool known = false;  // false while it is being described, and for good if it does not parse
        Arena arena;
        std::unique_ptr<sema::Analysis> analysis;
        sema::ModuleInterface interface;
    };
    void describe(Module& module, const ModuleFinder::Found& found);

    ModuleFinder* finder_;
    SourceSet& sources_;
    NameTable& names_;
    types::TypeTable& types_;
    std::map<std::string, std::unique_ptr<Module>> modules_;  // by file
    uint32_t depth_ = 0;
};

}  // namespace noodle
