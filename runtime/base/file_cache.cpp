#include "runtime/base/file_cache.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <memory>

#include "runtime/base/file.h"
#include "runtime/base/mapped_file.h"

namespace noodle {

namespace {

// An entry is magic, digest of all that follows, length of the note (8 bytes, like the digest in the order of
// the machine: a cache does not travel), note, body.
constexpr std::string_view kMagic = "NCE\x01";
constexpr size_t kHeaderBytes = kMagic.size() + sizeof(Digest);

void append(std::string& out, const void* data, size_t bytes) {
    out.append(static_cast<const char*>(data), bytes);
}

// The folder and those above it that are missing; only the owner may look into those that are made here.
bool makeFolders(const std::string& folder) {
    if (::mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST) return true;
    size_t slash = folder.rfind('/');
    if (errno != ENOENT || slash == std::string::npos || slash == 0) return false;
    if (!makeFolders(folder.substr(0, slash))) return false;
    return ::mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST;
}

}  // namespace

struct FileCache::File {
    std::string path;
    uint64_t bytes = 0;
    int64_t changedAt = 0;
    bool isUnfinished = false;  // being written, or left by a process that was stopped while it wrote
};

std::optional<FileCache::Entry> FileCache::find(const Digest& key) const {
    std::string path = fileOf(key);
    auto opened = MappedFile::open(path);
    if (!opened.ok()) return std::nullopt;
    const auto& file = opened.value();
    std::string_view bytes = file->bytes();
    uint64_t noteBytes = 0;
    if (!bytes.starts_with(kMagic) || bytes.size() < kHeaderBytes + sizeof noteBytes) return std::nullopt;
    Digest digest;
    std::memcpy(&digest, bytes.data() + kMagic.size(), sizeof digest);
    std::string_view body = bytes.substr(kHeaderBytes);
    if (digestOf(body) != digest) return std::nullopt;
    std::memcpy(&noteBytes, body.data(), sizeof noteBytes);
    body.remove_prefix(sizeof noteBytes);
    if (noteBytes > body.size()) return std::nullopt;
    touch(path, file->changedAt());
    return Entry{file, body.substr(0, noteBytes), body.substr(noteBytes)};
}

// The time of change stands for the time of use. Once an hour is exact enough.
void FileCache::touch(const std::string& file, int64_t changedAt) const {
    constexpr int64_t kExactSeconds = 3600;
    if (std::time(nullptr) - changedAt > kExactSeconds) ::utimensat(AT_FDCWD, file.c_str(), nullptr, 0);
}

void FileCache::store(const Digest& key, std::string_view note, std::string_view content) const {
    std::string body;
    uint64_t noteBytes = note.size();
    body.reserve(sizeof noteBytes + note.size() + content.size());
    append(body, &noteBytes, sizeof noteBytes);
    body.append(note).append(content);
    if (kHeaderBytes + body.size() > limitBytes_) return;
    Digest digest = digestOf(body);
    std::string bytes(kMagic);
    append(bytes, &digest, sizeof digest);
    bytes += body;
    std::string file = fileOf(key);
    bool written = writeFileAtomic(file, bytes, FileSync::No).ok();
    if (!written && makeFolders(folder_)) written = writeFileAtomic(file, bytes, FileSync::No).ok();
    constexpr uint64_t kTurns = 16;
    if (written && (key.low % kTurns == 0 || bytes.size() > limitBytes_ / kTurns)) evict();
}

std::vector<FileCache::File> FileCache::files() const {
    std::vector<File> files;
    DIR* folder = ::opendir(folder_.c_str());
    if (folder == nullptr) return files;
    while (const dirent* item = ::readdir(folder)) {
        std::string_view name = item->d_name;
        size_t at = name.find(extension_);
        struct stat info;
        std::string path = folder_ + "/" + item->d_name;
        if (at == name.npos || ::lstat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) continue;
        bool isUnfinished = name.size() != at + extension_.size();
        files.push_back(
            {std::move(path), static_cast<uint64_t>(info.st_size), info.st_mtim.tv_sec, isUnfinished});
    }
    ::closedir(folder);
    return files;
}

FileCache::Usage FileCache::usage() const {
    Usage usage;
    for (const File& file : files()) {
        if (file.isUnfinished) continue;
        ++usage.entries;
        usage.bytes += file.bytes;
    }
    return usage;
}

FileCache::Usage FileCache::clear() const {
    Usage removed;
    for (const File& file : files()) {
        if (::unlink(file.path.c_str()) != 0 || file.isUnfinished) continue;
        ++removed.entries;
        removed.bytes += file.bytes;
    }
    return removed;
}

void FileCache::evict() const {
    constexpr int64_t kWritingSeconds = 600;
    std::vector<File> found = files();
    uint64_t total = 0;
    int64_t now = std::time(nullptr);
    for (const File& file : found) {
        if (!file.isUnfinished) total += file.bytes;
        if (file.isUnfinished && now - file.changedAt > kWritingSeconds) ::unlink(file.path.c_str());
    }
    if (total <= limitBytes_) return;
    std::ranges::sort(found, {}, &File::changedAt);
    for (const File& file : found) {
        if (total <= limitBytes_ / 10 * 9) break;
        if (!file.isUnfinished && ::unlink(file.path.c_str()) == 0) total -= file.bytes;
    }
}

}  // namespace noodle
