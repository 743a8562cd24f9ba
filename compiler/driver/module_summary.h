// What the driver asks of its caller about imports, and what it tells about them: which modules a file took
// what from, and what importers see of a module, as digests that stay the same while compiling an importer
// gives the same result. Plain data. Is not: the interface itself (sema).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/base/digest.h"

namespace noodle {

/// Says where an import leads, as far as files tell. Implemented by the caller.
class ModuleFinder {
  public:
    enum class Kind : uint8_t {
        Source,   ///< `file` is a source file
        Listed,   ///< a compiled or builtin module, called `file`: exportsOf() knows its names
        Unknown,  ///< exists, or may exist, but what it exports is not known before it runs
        Missing,
    };
    struct Found {
        Kind kind = Kind::Unknown;
        std::string file;
        bool isFixed = false;  ///< Listed: it changes only with the program that compiles
    };
    struct ExportNames {
        std::vector<std::string> names;
        bool complete = true;  ///< there are no others
    };
    /// From an ImportTarget of vm/load, whose kinds stand in the same order.
    template <typename Target>
    static Found found(Target target) {
        return {static_cast<Kind>(target.kind), std::move(target.file), target.isFixed};
    }
    virtual ~ModuleFinder() = default;
    /// `importer` is the name that the importing file was compiled under.
    virtual Found find(std::string_view path, bool dotted, const std::string& importer) = 0;
    /// The text of a source file that find() named; nullopt if it cannot be read. Asked once for each file.
    virtual std::optional<std::string> read(const std::string& file);
    /// Of a Listed module; nullopt if it cannot be had.
    virtual std::optional<ExportNames> exportsOf(const Found& found) = 0;
};

/// What one file took from one import.
struct ImportUse {
    std::string path;
    bool dotted = false;
    ModuleFinder::Found found;
    bool isKnown = false;  ///< the importer was compiled with what `digest` stands for
    bool isCyclic =
        false;  ///< the module imports itself through others: what is known of it depends on the order
    bool byName = false;  ///< only `names`, sorted, were looked at
    std::vector<std::string> names;
    Digest digest;
};

struct ModuleSummary {
    std::vector<std::pair<std::string, Digest>> entries;  ///< by exported name, sorted
    bool complete = true;                                 ///< there are no other names
    bool isCyclic = false;
    std::vector<ImportUse> imports;  ///< what the entries depend on

    Digest whole() const;
    /// Names that are not exported count as such. `names` is sorted.
    Digest of(const std::vector<std::string>& names) const;
};

}  // namespace noodle
