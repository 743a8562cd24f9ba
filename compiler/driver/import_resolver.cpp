#include "compiler/driver/import_resolver.h"

#include "compiler/ast/clone.h"

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
        if (depth_ < kMaxDepth) describe(*module, found.file);
    }
    if (!module->known) return sema::ImportStatus::Unknown;
    out = &module->interface;
    return sema::ImportStatus::Known;
}

std::unique_ptr<ParsedFile> FileImportResolver::takeParsed(const std::string& file) {
    auto found = modules_.find(file);
    return found == modules_.end() ? nullptr : std::move(found->second->parsed);
}

void FileImportResolver::describe(Module& module, const std::string& file) {
    std::optional<std::string> text = finder_->read(file);
    if (!text || text->size() >= SourceFile::kMaxBytes) return;
    depth_++;
    module.parsed = std::make_unique<ParsedFile>(maxErrors_);
    ParsedFile& parsed = *module.parsed;  // its errors are reported when it is compiled
    parsed.file = &sources_.add(file, std::move(*text));
    parsed.result = parse(*parsed.file, names_, *parsed.arena, parsed.sink);
    if (!parsed.sink.hasErrors()) {
        DiagnosticSink ignored;
        sema::Context context{names_, types_, ignored, this};
        ast::Module* tree = ast::cloneDeclarations(*parsed.result.module, module.arena);
        module.interface = sema::describe(*tree, context, module.analysis);
        module.known = true;
    }
    depth_--;
}

}  // namespace noodle
