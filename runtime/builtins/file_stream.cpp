#include "runtime/builtins/file_stream.h"

#include <unistd.h>

#include <cerrno>

namespace noodle {

namespace {
constexpr size_t kChunk = 64 * 1024;
}

FileStream::~FileStream() {
    close();
}

FileStream::Io FileStream::fail() {
    error_ = errno;
    return Io::Failed;
}

FileStream::Io FileStream::fill() {
    if (flush() == Io::Failed) return Io::Failed;
    if (consumed_ > 0) {
        input_.erase(0, consumed_);
        consumed_ = 0;
    }
    size_t used = input_.size();
    input_.resize(used + kChunk);
    ssize_t n = ::read(fd_, input_.data() + used, kChunk);
    int error = errno;
    input_.resize(used + (n > 0 ? static_cast<size_t>(n) : 0));
    if (n > 0) return Io::Ok;
    if (n == 0) return Io::End;
    if (error == EINTR) return Io::Interrupted;
    errno = error;
    return fail();
}

bool FileStream::dropInput() {
    auto ahead = static_cast<off_t>(input_.size() - consumed_);
    input_.clear();
    consumed_ = 0;
    return ahead == 0 || ::lseek(fd_, -ahead, SEEK_CUR) >= 0 || errno == ESPIPE;
}

FileStream::Io FileStream::write(std::string_view bytes) {
    if (!dropInput()) return fail();
    output_.append(bytes);
    bool lineEnd = lineBuffered_ && bytes.find('\n') != std::string_view::npos;
    return output_.size() >= kChunk || lineEnd ? flush() : Io::Ok;
}

FileStream::Io FileStream::flush() {
    size_t done = 0;
    while (done < output_.size()) {
        ssize_t n = ::write(fd_, output_.data() + done, output_.size() - done);
        if (n >= 0) {
            done += static_cast<size_t>(n);
        } else if (errno != EINTR) {
            int error = errno;
            output_.clear();
            errno = error;
            return fail();
        }
    }
    output_.clear();
    return Io::Ok;
}

FileStream::Io FileStream::seek(int64_t offset, int whence) {
    if (flush() == Io::Failed) return Io::Failed;
    if (!dropInput() || ::lseek(fd_, static_cast<off_t>(offset), whence) < 0) return fail();
    return Io::Ok;
}

int64_t FileStream::tell() {
    off_t at = ::lseek(fd_, 0, SEEK_CUR);
    if (at < 0) return -1;
    return at - static_cast<off_t>(input_.size() - consumed_) + static_cast<off_t>(output_.size());
}

FileStream::Io FileStream::close() {
    if (fd_ < 0) return Io::Ok;
    Io result = flush();
    if (owned_ && ::close(fd_) != 0 && result == Io::Ok && errno != EINTR) result = fail();
    fd_ = -1;
    input_.clear();
    consumed_ = 0;
    return result;
}

}  // namespace noodle
