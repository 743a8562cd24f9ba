// ModuleLoader: turns import paths into files and files into units. The engine sees only this interface; the
// command line implements load() with the compiler, an embedder as it likes. Holds no heap reference; may be
// shared by isolates only if the implementation says so.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/base/result.h"
#include "vm/load/code_unit.h"

namespace noodle {

struct NativeModule;

struct ModuleQuery {
    std::string_view path;      ///< as written: "./m", "math", "a.b", ".m", "..pkg.m"
    bool dotted = false;        ///< dots separate folders; otherwise a file path as quoted in the source
    std::string_view importer;  ///< the importing file; empty: the current folder
};

enum class SearchStage : uint8_t {
    Beside,     ///< the importing file's folder; the only stage for relative paths
    Elsewhere,  ///< project sources, search path, standard library
};

struct ModuleLocation {
    enum class Kind : uint8_t { Missing, File, Folder } kind = Kind::Missing;
    std::string path;                   ///< canonical path of the file or namespace folder
    std::vector<std::string> searched;  ///< places that were looked at, for the error text
};

class ModuleLoader {
  public:
    virtual ~ModuleLoader() = default;
    virtual ModuleLocation locate(const ModuleQuery& query, SearchStage stage) = 0;
    /// The unit in a file that locate() named.
    virtual Result<std::shared_ptr<const CodeUnit>> load(const std::string& file) = 0;
    /// The text that `unit` was compiled from, for showing lines in traces; "" if it is not at hand.
    virtual std::string sourceText(const CodeUnit&) { return {}; }
    /// Names of modules in the folders of places that were searched in vain, for "did you mean".
    virtual std::vector<std::string> modulesBeside(const std::vector<std::string>&) { return {}; }
};

struct SearchPaths {
    std::string projectSource;      ///< the project's src/, empty if none
    std::vector<std::string> path;  ///< NOODLE_PATH
    std::string standardLibrary;    ///< empty if none
};

/// Splits a NOODLE_PATH-style list at ':'.
std::vector<std::string> splitPathList(std::string_view list);

/// True for a file name that is not source text: everything else the compiler takes.
inline bool isBytecodeName(std::string_view file) {
    return file.ends_with(".nbc");
}

/// What an import leads to, as far as a compiler wants to know.
struct ImportTarget {
    enum class Kind : uint8_t {
        Source,  ///< a file with source text
        Listed,  ///< a compiled file, or "builtin NAME": listing() knows its names
        Other,
        Missing,
    };
    Kind kind = Kind::Missing;
    std::string file;
    bool isFixed = false;  ///< Listed: it changes only with the toolchain
};

using NativeFinder = const NativeModule* (*)(std::string_view name);
struct ModuleListing;

/// Looks for files in the order of the language reference and loads .nbc files. A loader with a compiler
/// derives from it and overrides load() (and sourceExtensions()).
class FileModuleLoader : public ModuleLoader {
  public:
    explicit FileModuleLoader(SearchPaths paths) : paths_(std::move(paths)) {}

    ModuleLocation locate(const ModuleQuery& query, SearchStage stage) override;
    /// Files of the standard library are mapped.
    Result<std::shared_ptr<const CodeUnit>> load(const std::string& file) override;
    /// The source file, if it is where it was and has not changed.
    std::string sourceText(const CodeUnit& unit) override;
    std::vector<std::string> modulesBeside(const std::vector<std::string>& searched) override;
    /// What the linker will find: beside the importer, among the native modules, elsewhere. Loads nothing.
    ImportTarget search(const ModuleQuery& query, NativeFinder natives);
    /// What the file of a Listed target exports; nullopt if it cannot be read.
    std::optional<ModuleListing> listing(const std::string& file, NativeFinder natives);

  protected:
    /// Extensions tried in order, dot included; without a compiler ".nbc" alone.
    virtual std::vector<std::string_view> extensions() const { return {".nbc"}; }

    SearchPaths& paths() { return paths_; }
    /// Whether the file belongs to the standard library.
    bool isLibrary(const std::string& file) const;

  private:
    bool probe(const std::string& base, std::string_view importer, ModuleLocation& location) const;
    SearchPaths paths_;
};

/// How the bytes of a file become memory. A mapped file must only ever be replaced whole while it is in use.
enum class FileAccess : uint8_t { Read, Map };

/// What a module exports, without running it.
struct ModuleListing {
    std::vector<std::string> names;
    bool complete = true;  ///< false: it passes on all names of another one as well
};
/// Of a .nbc file; nullopt if it cannot be read.
std::optional<ModuleListing> listExports(const std::string& file);

/// Verifies the module in a .nbc file and builds its unit.
Result<std::shared_ptr<const CodeUnit>> loadBytecodeFile(const std::string& file,
                                                         FileAccess access = FileAccess::Read);

}  // namespace noodle
