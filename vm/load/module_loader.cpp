#include "vm/load/module_loader.h"

#include <sys/stat.h>

#include <climits>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "runtime/base/file.h"
#include "runtime/base/hash.h"
#include "runtime/base/mapped_file.h"
#include "runtime/object/native_module.h"
#include "vm/bytecode/nbc.h"

namespace noodle {

namespace {

// Before the name of a builtin module, where a file name may stand.
constexpr std::string_view kBuiltin = "builtin ";

enum class Entry { None, File, Folder };

Entry entryAt(const std::string& path) {
    struct stat info;
    if (::stat(path.c_str(), &info) != 0) return Entry::None;
    return S_ISDIR(info.st_mode) ? Entry::Folder : Entry::File;
}

std::string canonical(const std::string& path) {
    char resolved[PATH_MAX];
    return ::realpath(path.c_str(), resolved) != nullptr ? std::string(resolved) : path;
}

std::string folderOf(const std::string& file) {
    size_t slash = file.rfind('/');
    return slash == std::string::npos ? "." : slash == 0 ? "/" : file.substr(0, slash);
}

bool startsWith(std::string_view text, std::string_view prefix) {
    return text.substr(0, prefix.size()) == prefix;
}

/// What a path means as a relative file name, without extension; `up` folders above the start.
struct Spelled {
    std::string name;
    bool relative = false;
    bool absolute = false;
};

Spelled spellDotted(std::string_view path) {
    Spelled spelled;
    size_t dots = path.find_first_not_of('.');
    if (dots == std::string_view::npos) dots = path.size();
    spelled.relative = dots > 0;
    for (size_t i = 1; i < dots; ++i) spelled.name += "../";
    for (char c : path.substr(dots)) spelled.name += c == '.' ? '/' : c;
    return spelled;
}

Spelled spell(const ModuleQuery& query) {
    if (query.dotted) return spellDotted(query.path);
    Spelled spelled{std::string(query.path)};
    spelled.absolute = startsWith(query.path, "/");
    spelled.relative = startsWith(query.path, "./") || startsWith(query.path, "../");
    return spelled;
}

}  // namespace

std::vector<std::string> splitPathList(std::string_view list) {
    std::vector<std::string> parts;
    while (!list.empty()) {
        size_t end = list.find(':');
        if (end != 0) parts.emplace_back(list.substr(0, end));
        if (end == std::string_view::npos) break;
        list.remove_prefix(end + 1);
    }
    return parts;
}

std::vector<std::string> FileModuleLoader::modulesBeside(const std::vector<std::string>& searched) {
    constexpr size_t kMost = 1000;
    std::vector<std::string> names;
    for (const std::string& base : searched) {
        const std::filesystem::path folder = std::filesystem::path(base).parent_path();
        std::error_code error;
        std::filesystem::directory_iterator entry(folder.empty() ? "." : folder, error), end;
        for (; !error && entry != end && names.size() < kMost; entry.increment(error)) {
            const std::string extension = entry->path().extension().string();
            for (std::string_view known : extensions())
                if (extension == known) names.push_back(entry->path().stem().string());
        }
    }
    return names;
}

// Tries every form a module may have at `base`: a file with an extension, the very file, a folder with a mod
// file, a folder. The importing file itself is passed over: a file named like a library module means that
// module when it imports the name.
bool FileModuleLoader::probe(const std::string& base, std::string_view importer,
                             ModuleLocation& location) const {
    const std::string self = importer.empty() ? std::string() : canonical(std::string(importer));
    auto take = [&](const std::string& path, ModuleLocation::Kind kind) {
        std::string real = canonical(path);
        if (real == self) return false;
        location.kind = kind;
        location.path = std::move(real);
        return true;
    };
    location.searched.push_back(base);
    for (std::string_view extension : extensions()) {
        std::string file = base + std::string(extension);
        if (entryAt(file) == Entry::File && take(file, ModuleLocation::Kind::File)) return true;
    }
    Entry exact = entryAt(base);
    if (exact == Entry::File) return take(base, ModuleLocation::Kind::File);
    if (exact == Entry::None) return false;
    for (std::string_view extension : extensions()) {
        std::string file = base + "/mod" + std::string(extension);
        if (entryAt(file) == Entry::File) return take(file, ModuleLocation::Kind::File);
    }
    return take(base, ModuleLocation::Kind::Folder);
}

ModuleLocation FileModuleLoader::locate(const ModuleQuery& query, SearchStage stage) {
    ModuleLocation location;
    Spelled spelled = spell(query);
    if (stage == SearchStage::Beside) {
        std::string start = folderOf(std::string(query.importer));
        probe(spelled.absolute ? spelled.name : start + "/" + spelled.name, query.importer, location);
        return location;
    }
    if (spelled.relative || spelled.absolute) return location;
    std::vector<std::string> places;
    if (!paths_.projectSource.empty()) places.push_back(paths_.projectSource);
    places.insert(places.end(), paths_.path.begin(), paths_.path.end());
    if (!paths_.standardLibrary.empty()) places.push_back(paths_.standardLibrary);
    for (const std::string& place : places)
        if (probe(place + "/" + spelled.name, query.importer, location)) break;
    return location;
}

ImportTarget FileModuleLoader::search(const ModuleQuery& query, NativeFinder natives) {
    using Kind = ImportTarget::Kind;
    ModuleLocation location = locate(query, SearchStage::Beside);
    if (location.kind == ModuleLocation::Kind::Missing) {
        if (natives(query.path) != nullptr)
            return {Kind::Listed, std::string(kBuiltin) + std::string(query.path), true};
        location = locate(query, SearchStage::Elsewhere);
    }
    if (location.kind == ModuleLocation::Kind::Missing) return {};
    if (location.kind != ModuleLocation::Kind::File) return {Kind::Other, {}, false};
    if (!isBytecodeName(location.path)) return {Kind::Source, std::move(location.path), false};
    const bool isFixed = isLibrary(location.path);
    return {Kind::Listed, std::move(location.path), isFixed};
}

std::optional<ModuleListing> FileModuleLoader::listing(const std::string& file, NativeFinder natives) {
    if (!startsWith(file, kBuiltin)) return listExports(file);
    const NativeModule* native = natives(std::string_view(file).substr(kBuiltin.size()));
    if (native == nullptr) return std::nullopt;
    ModuleListing listing;
    for (const NativeSpec& spec : native->functions) listing.names.emplace_back(spec.name);
    for (const NativeConstant& constant : native->constants) listing.names.emplace_back(constant.name);
    return listing;
}

bool FileModuleLoader::isLibrary(const std::string& file) const {
    const std::string& library = paths_.standardLibrary;
    return !library.empty() && startsWith(file, canonical(library) + "/");
}

Result<std::shared_ptr<const CodeUnit>> FileModuleLoader::load(const std::string& file) {
    return loadBytecodeFile(file, isLibrary(file) ? FileAccess::Map : FileAccess::Read);
}

std::string FileModuleLoader::sourceText(const CodeUnit& unit) {
    const bc::BcModule& module = unit.module();
    if (module.sourcePath.empty() || module.sourceHash == 0) return {};
    struct stat info;
    // The path comes from a file that anybody may have written: no devices, no pipes.
    if (::stat(module.sourcePath.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return {};
    Result<std::string> text = readFile(module.sourcePath);
    bool same = text.ok() && contentHash(text.value()) == module.sourceHash;
    return same ? std::move(text.value()) : std::string();
}

namespace {

Result<bc::BcModule> moduleIn(const std::string& file, FileAccess access) {
    if (access == FileAccess::Map) {
        auto mapped = MappedFile::open(file);
        if (!mapped.ok()) return mapped.failure();
        return bc::readModule(mapped.value()->bytes(), {.owner = mapped.value()});
    }
    Result<std::string> bytes = readFile(file);
    if (!bytes.ok()) return bytes.failure();
    return bc::readModule(bytes.value());
}

}  // namespace

std::optional<ModuleListing> listExports(const std::string& file) {
    Result<bc::BcModule> module = moduleIn(file, FileAccess::Read);
    if (!module.ok()) return std::nullopt;
    const bc::BcModule& code = module.value();
    ModuleListing listing;
    for (const bc::Export& entry : code.exports) {
        if (entry.kind == bc::Export::Kind::Star || entry.name >= code.strings.size())
            listing.complete = false;
        else
            listing.names.emplace_back(code.strings[entry.name]);
    }
    return listing;
}

Result<std::shared_ptr<const CodeUnit>> loadBytecodeFile(const std::string& file, FileAccess access) {
    Result<bc::BcModule> module = moduleIn(file, access);
    if (!module.ok()) {
        // What the system says names the file already.
        if (module.failure().systemError == 0)
            module.failure().message = file + ": " + module.failure().message;
        return module.failure();
    }
    return CodeUnit::create(std::move(module.value()), file);
}

}  // namespace noodle
