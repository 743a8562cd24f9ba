#include "compiler/driver/import_resolver.h"

#include "compiler/parse/parse.h"

namespace noodle {

namespace {
constexpr uint32_t kMaxDepth = 100;
}

sema::ImportStatus FileImportResolver::resolve(std::string_view path, bool dotted, FileId importer,
                                               const sema::ModuleInterface*& out) {
    if (finder_ == nullptr) return sema::ImportStatus::Unknown;
    ModuleFinder::Found found = finder_->find(path, dotted, sources_.file(importer).name());
    if (found.kind == ModuleFinder::Kind::Missing) return sema::ImportStatus::NotFound;
    if (found.kind == ModuleFinder::Kind::Unknown) return sema::ImportStatus::Unknown;
    std::unique_ptr<Module>& module = modules_[found.file];
    if (module == nullptr) {
        module = std::make_unique<Module>();
        if (depth_ < kMaxDepth) describe(*module, found);
    }
    if (!module->known) return sema::ImportStatus::Unknown;
    out = &module->interface;
    return sema::ImportStatus::Known;
}

void FileImportResolver::describe(Module& module, const ModuleFinder::Found& found) {
    depth_++;
    DiagnosticSink ignored;  // the file's own errors are reported when it is compiled
    SourceFile& file = sources_.add(found.file, found.text);
    ast::Module* tree = parseModule(file, names_, module.arena, ignored);
    if (!ignored.hasErrors()) {
        sema::Context context{names_, types_, ignored, this};
        module.interface = sema::describe(*tree, context, module.analysis);
        module.known = true;
    }
    depth_--;
}

}  // namespace noodle
