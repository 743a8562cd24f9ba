#include "runtime/base/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "runtime/base/file.h"

namespace noodle {

Result<std::shared_ptr<const MappedFile>> MappedFile::open(const std::string& path) {
    int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return systemFailure("read", path, errno);
    struct stat info;
    int error = ::fstat(file, &info) != 0 ? errno : S_ISREG(info.st_mode) ? 0 : EINVAL;
    void* start = nullptr;
    auto size = static_cast<size_t>(info.st_size);
    if (error == 0 && size != 0) {
        start = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
        if (start == MAP_FAILED) error = errno;
    }
    ::close(file);
    if (error != 0) return systemFailure("read", path, error);
    return std::shared_ptr<const MappedFile>(
        new MappedFile(static_cast<const char*>(start), size, info.st_mtim.tv_sec));
}

MappedFile::~MappedFile() {
    if (size_ != 0) ::munmap(const_cast<char*>(start_), size_);
}

}  // namespace noodle
