#include "runtime/base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace noodle {
namespace {

class Descriptor {
  public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return fd_; }
    /// Closes now; errno of close() or 0 (some file systems report a full disk only here).
    int close() {
        int result = ::close(fd_) == 0 ? 0 : errno;
        fd_ = -1;
        return result;
    }

  private:
    int fd_;
};

int writeAll(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        ssize_t n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        bytes.remove_prefix(static_cast<size_t>(n));
    }
    return 0;
}

}  // namespace

Failure systemFailure(const char* verb, const std::string& path, int error) {
    std::string message = std::string("cannot ") + verb + " " + path + ": ";
    message += error == ENOENT   ? "no such file or directory"
               : error == ENOSPC ? "the disk is full"
                                 : std::strerror(error);
    return Failure{std::move(message), 74, error};
}

Result<std::string> readFile(const std::string& path) {
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) return systemFailure("read", path, errno);
    struct stat info;
    if (::fstat(file.get(), &info) != 0) return systemFailure("read", path, errno);
    if (S_ISDIR(info.st_mode)) return systemFailure("read", path, EISDIR);
    std::string bytes;
    size_t used = 0;
    bytes.resize(S_ISREG(info.st_mode) && info.st_size > 0 ? static_cast<size_t>(info.st_size) + 1 : 4096);
    while (true) {
        if (used == bytes.size()) bytes.resize(used * 2);
        ssize_t n = ::read(file.get(), bytes.data() + used, bytes.size() - used);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return systemFailure("read", path, errno);
        if (n == 0) break;
        used += static_cast<size_t>(n);
    }
    bytes.resize(used);
    return bytes;
}

namespace {

Outcome writeInPlace(const std::string& path, std::string_view contents) {
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (file.get() < 0) return systemFailure("write", path, errno);
    int error = writeAll(file.get(), contents);
    if (error == 0) error = file.close();
    if (error != 0) return systemFailure("write", path, error);
    return Unit{};
}

}  // namespace

Outcome writeFileAtomic(const std::string& path, std::string_view contents, FileSync sync) {
    struct stat target;
    if (::stat(path.c_str(), &target) == 0 && !S_ISREG(target.st_mode) && !S_ISDIR(target.st_mode))
        return writeInPlace(path, contents);
    std::string temporary = path + ".XXXXXX";
    Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
    if (file.get() < 0) return systemFailure("write", path, errno);
    struct stat existing;
    mode_t mode = ::stat(path.c_str(), &existing) == 0 ? existing.st_mode & 07777 : 0644;
    int error = writeAll(file.get(), contents);
    if (error == 0 && ::fchmod(file.get(), mode) != 0) error = errno;
    if (sync == FileSync::Yes && error == 0 && ::fsync(file.get()) != 0 && errno != EINVAL && errno != EROFS)
        error = errno;
    if (error == 0) error = file.close();
    if (error == 0 && ::rename(temporary.c_str(), path.c_str()) != 0) error = errno;
    if (error != 0) {
        ::unlink(temporary.c_str());
        return systemFailure("write", path, error);
    }
    return Unit{};
}

}  // namespace noodle
