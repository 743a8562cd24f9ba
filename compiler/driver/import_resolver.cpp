#include "compiler/driver/import_resolver.h"

#include <algorithm>

#include "compiler/ast/clone.h"
#include "compiler/driver/import_list.h"
#include "compiler/sema/interface_digest.h"

namespace noodle {

namespace {
// Of walks inside walks: only imports that a file does not show at its top level lead to one.
constexpr uint32_t kMaxDepth = 100;

std::string_view baseName(std::string_view file) {
    return file.substr(file.rfind('/') + 1);  // npos + 1 is 0
}
}  // namespace

// One walk over the imports of imports, depth first, which describes each module after what it imports and
// marks those that are on a cycle (Tarjan's components).
class FileImportResolver::Walk {
  public:
    explicit Walk(FileImportResolver& resolver) : resolver_(resolver) {}

    void run(Module& start) {
        enter(start);
        while (!visits_.empty()) step();
    }

  private:
    void enter(Module& module) {
        module.order = module.low = ++resolver_.visited_;
        open_.push_back(&module);
        resolver_.parse(module);
        visits_.push_back({&module, resolver_.sourceImports(module)});
    }

    void step() {
        Visit& visit = visits_.back();
        if (visit.next == visit.imports.size()) return leave();
        const std::string& file = visit.imports[visit.next++];
        auto known = resolver_.modules_.find(file);
        if (known == resolver_.modules_.end()) return enter(resolver_.newModule(file));
        Module& target = *known->second;
        if (target.isDone) return;
        visit.module->low = std::min(visit.module->low, target.order);
        visit.module->isCyclic = true;  // to itself, to one that is open here or in a walk around this one
    }

    void leave() {
        Module& module = *visits_.back().module;
        visits_.pop_back();
        resolver_.describe(module);
        if (!visits_.empty()) visits_.back().module->low = std::min(visits_.back().module->low, module.low);
        if (module.low != module.order) return;
        auto first = std::ranges::find(open_, &module);
        const bool isCycle = open_.end() - first > 1;
        for (auto each = first; each != open_.end(); ++each) {
            (*each)->isCyclic = (*each)->isCyclic || isCycle;
            (*each)->isDone = true;
        }
        open_.erase(first, open_.end());
    }

    FileImportResolver& resolver_;
    std::vector<Visit> visits_;
    std::vector<Module*> open_;  // visited, component not yet complete
};

const ModuleFinder::Found& FileImportResolver::found(std::string_view path, bool dotted,
                                                     const std::string& importer) {
    std::string key = importer + (dotted ? '\1' : '\2');
    key += path;
    auto [known, isNew] = answers_.try_emplace(std::move(key));
    // What is missing may be there the next time that a session asks.
    if (isNew || known->second.kind == ModuleFinder::Kind::Missing)
        known->second = finder_->find(path, dotted, importer);
    return known->second;
}

sema::ImportStatus FileImportResolver::resolve(std::string_view path, bool dotted, FileId importer,
                                               const sema::ModuleInterface*& out) {
    if (finder_ == nullptr) return sema::ImportStatus::Unknown;
    const ModuleFinder::Found& answer = found(path, dotted, sources_.file(importer).name());
    if (answer.kind == ModuleFinder::Kind::Missing) return sema::ImportStatus::NotFound;
    const Module* module = moduleAt(answer);
    if (module == nullptr || !module->known) return sema::ImportStatus::Unknown;
    out = &module->interface;
    return sema::ImportStatus::Known;
}

FileImportResolver::Module& FileImportResolver::newModule(const std::string& file) {
    std::unique_ptr<Module>& module = modules_[file];
    module = std::make_unique<Module>();
    module->file = file;
    return *module;
}

FileImportResolver::Module* FileImportResolver::moduleAt(const ModuleFinder::Found& found) {
    const bool isSource = found.kind == ModuleFinder::Kind::Source;
    if (!isSource && found.kind != ModuleFinder::Kind::Listed) return nullptr;
    auto known = modules_.find(found.file);
    if (known != modules_.end()) return known->second.get();
    if (depth_ == kMaxDepth) return nullptr;
    Module& module = newModule(found.file);
    if (!isSource) {
        list(module, found);
        return &module;
    }
    depth_++;
    Walk(*this).run(module);
    depth_--;
    return &module;
}

std::unique_ptr<ParsedFile> FileImportResolver::takeParsed(const std::string& file) {
    auto found = modules_.find(file);
    return found == modules_.end() ? nullptr : std::move(found->second->parsed);
}

void FileImportResolver::parse(Module& module) {
    std::optional<std::string> text = finder_->read(module.file);
    if (!text || text->size() >= SourceFile::kMaxBytes) return;
    module.parsed = std::make_unique<ParsedFile>(maxErrors_);
    ParsedFile& parsed = *module.parsed;  // its errors are reported when it is compiled
    parsed.file = &sources_.add(module.file, std::move(*text));
    parsed.result = noodle::parse(*parsed.file, names_, *parsed.arena, parsed.sink);
}

std::vector<std::string> FileImportResolver::sourceImports(const Module& module) {
    std::vector<std::string> files;
    if (module.parsed == nullptr || module.parsed->sink.hasErrors()) return files;
    for (const ImportRef& ref : importsOf(*module.parsed->result.module, ImportScope::Loading)) {
        const ModuleFinder::Found& answer = found(ref.path, ref.dotted, module.file);
        if (answer.kind == ModuleFinder::Kind::Source) files.push_back(answer.file);
    }
    return files;
}

void FileImportResolver::describe(Module& module) {
    if (module.parsed == nullptr || module.parsed->sink.hasErrors()) return;
    DiagnosticSink ignored;
    sema::Context context{names_, types_, ignored, this};
    ast::Module* tree = ast::cloneDeclarations(*module.parsed->result.module, module.arena);
    module.interface = sema::describe(*tree, context, module.analysis);
    module.known = true;
}

void FileImportResolver::list(Module& module, const ModuleFinder::Found& found) {
    module.isDone = true;
    std::optional<ModuleFinder::ExportNames> exports = finder_->exportsOf(found);
    if (!exports) return;
    for (const std::string& text : exports->names) {
        Name name = names_.intern(text);
        module.interface.entries[name] = {.name = name, .kind = sema::InterfaceKind::Opaque};
    }
    module.interface.complete = exports->complete;
    module.known = true;
}

// ---- what was taken from whom

const ModuleSummary& FileImportResolver::summary(Module& module) {
    if (module.summary) return *module.summary;
    ModuleSummary& summary = module.summary.emplace();
    summary.complete = module.interface.complete;
    summary.isCyclic = module.isCyclic;
    summary.entries = sema::digestsOf(module.interface, types_, sources_);
    return summary;
}

void FileImportResolver::fillUse(ImportUse& use) {
    Module* module = moduleAt(use.found);
    if (module == nullptr) return;
    use.isCyclic = module->isCyclic || !module->isDone;
    use.isKnown = module->known;
    if (!use.isKnown) return;
    const ModuleSummary& seen = summary(*module);
    use.digest = use.byName ? seen.of(use.names) : seen.whole();
}

std::vector<ImportUse> FileImportResolver::usesOf(const sema::ModuleInfo& info, const std::string& importer) {
    std::vector<ImportUse> uses;
    if (finder_ == nullptr) return uses;
    for (const sema::ModuleRequest& request : info.requests) {
        ImportUse& use = uses.emplace_back();
        use.path = request.path;
        use.dotted = request.dotted;
        use.found = found(request.path, request.dotted, importer);
        use.byName = request.byName;
    }
    for (const sema::ImportBinding& binding : info.imports)
        uses[binding.request].names.emplace_back(names_.text(binding.name));
    for (ImportUse& use : uses) {
        std::ranges::sort(use.names);
        if (!use.byName) use.names.clear();
        fillUse(use);
    }
    return uses;
}

std::vector<FileImportResolver::Step> FileImportResolver::wayBack(const ModuleFinder::Found& first,
                                                                  const SourceFile& self) {
    auto isSelf = [&](const Module& module) {
        return module.parsed != nullptr && module.parsed->file->text() == self.text() &&
               std::string_view(module.file).ends_with(baseName(self.name()));
    };
    std::map<std::string, Step> cameBy;  // by file
    std::vector<std::string> queue{first.file};
    cameBy[first.file] = {};
    for (size_t at = 0; at < queue.size(); ++at) {
        const std::string file = queue[at];
        auto known = modules_.find(file);
        if (known == modules_.end() || known->second->parsed == nullptr) continue;
        const Module& module = *known->second;
        if (isSelf(module)) {
            std::vector<Step> way;
            for (std::string each = file; each != first.file; each = way.back().from)
                way.push_back(cameBy.at(each));
            std::ranges::reverse(way);
            return way;
        }
        if (module.parsed->sink.hasErrors()) continue;
        for (const ImportRef& ref : importsOf(*module.parsed->result.module, ImportScope::Loading)) {
            const ModuleFinder::Found& answer = found(ref.path, ref.dotted, file);
            if (ref.isLazy || answer.kind != ModuleFinder::Kind::Source) continue;
            if (cameBy.try_emplace(answer.file, Step{ref.span, file}).second) queue.push_back(answer.file);
        }
    }
    return {};
}

std::optional<ModuleSummary> FileImportResolver::summaryOf(const ModuleFinder::Found& found) {
    if (finder_ == nullptr) return std::nullopt;
    Module* module = moduleAt(found);
    if (module == nullptr || !module->known) return std::nullopt;
    ModuleSummary result = summary(*module);
    if (module->analysis) result.imports = usesOf(module->analysis->module(), found.file);
    return result;
}

}  // namespace noodle
