// FileCache: results that were computed before, as files of one folder, found by a key. What the key, the
// note and the body of an entry mean is the caller's affair; an entry is only ever a copy of what computing
// gives again, so whatever goes wrong with a file or the folder means "not there" and is never an error.
//
// Safe for any number of processes: entries are written beside their place and renamed, read through a
// mapping, and checked by a digest of all their bytes. Once in a while the oldest entries over the size limit
// are removed. Holds no heap reference; several threads may find and store.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/base/digest.h"

namespace noodle {

class FileCache {
  public:
    /// The folder is made when the first entry is stored. `extension`: of the names of entries, with its dot.
    /// `limitBytes`: of all entries together, roughly.
    FileCache(std::string folder, std::string extension, uint64_t limitBytes)
        : folder_(std::move(folder)), extension_(std::move(extension)), limitBytes_(limitBytes) {}

    /// A file of the cache that is sound; note and body lie in it.
    struct Entry {
        std::shared_ptr<const void> file;  ///< shared: what is made of the body may outlive the entry
        std::string_view note;
        std::string_view body;
    };

    std::optional<Entry> find(const Digest& key) const;
    /// Replaces an entry of the same key.
    void store(const Digest& key, std::string_view note, std::string_view body) const;

    /// Removes the entries that were not used for the longest time until the rest takes at most nine tenths
    /// of the limit, if all together take more than it. store() does it when the key says so, one time in 16.
    void evict() const;

    struct Usage {
        uint64_t entries = 0;
        uint64_t bytes = 0;
    };
    /// Of the entries that are there now.
    Usage usage() const;
    /// Removes all entries, and what interrupted writers left; returns the usage of what could be removed.
    Usage clear() const;

    std::string fileOf(const Digest& key) const { return folder_ + "/" + key.hex() + extension_; }

  private:
    struct File;
    std::vector<File> files() const;
    void touch(const std::string& file, int64_t changedAt) const;

    std::string folder_, extension_;
    uint64_t limitBytes_;
};

}  // namespace noodle
