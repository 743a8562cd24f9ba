#include "runtime/builtins/output.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>

namespace noodle {

namespace {
constexpr size_t kBlockBytes = 32 * 1024;
}

OutputStream::OutputStream(int fd, Buffering buffering) : fd_(fd), buffering_(buffering) {}

OutputStream::~OutputStream() {
    flush();
}

OutputStream::Buffering OutputStream::bufferingFor(int fd) {
    return ::isatty(fd) != 0 ? Buffering::Line : Buffering::Block;
}

bool OutputStream::isTerminal() const {
    return sink_ == nullptr && ::isatty(fd_) != 0;
}

void OutputStream::write(std::string_view bytes) {
    if (broken_) return;
    if (buffering_ == Buffering::None) {
        deliver(bytes.data(), bytes.size());
        return;
    }
    if (buffer_.size() + bytes.size() > kBlockBytes) flush();
    if (bytes.size() >= kBlockBytes) {
        deliver(bytes.data(), bytes.size());
        return;
    }
    buffer_.append(bytes);
    if (buffering_ == Buffering::Line && bytes.find('\n') != std::string_view::npos) flush();
}

void OutputStream::flush() {
    if (buffer_.empty()) return;
    deliver(buffer_.data(), buffer_.size());
    buffer_.clear();
}

void OutputStream::redirect(Sink sink, void* context) {
    flush();
    sink_ = sink;
    context_ = context;
    broken_ = false;
}

void OutputStream::deliver(const char* data, size_t size) {
    if (sink_ != nullptr) {
        if (!sink_(context_, data, size)) {
            broken_ = true;
            error_ = EPIPE;
        }
        return;
    }
    while (size > 0 && !broken_) {
        ssize_t written = ::write(fd_, data, size);
        if (written >= 0) {
            data += written;
            size -= static_cast<size_t>(written);
        } else if (errno != EINTR && errno != EAGAIN) {
            broken_ = true;
            error_ = errno;
        }
    }
}

}  // namespace noodle
