// OutputStream: the buffered byte sink behind print, sys.stdout and sys.stderr. Not a file object of the
// language (file_object.h). Owned by BuiltinState, used by the thread that runs the isolate. Invariant: bytes
// leave in the order of write(); after a failed write of the sink everything further is dropped, quietly (a
// closed pipe ends output, not the program).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace noodle {

class OutputStream {
  public:
    enum class Buffering { None, Line, Block };
    /// Takes bytes instead of a file descriptor; false: the other side is gone.
    using Sink = bool (*)(void* context, const char* data, size_t size);

    /// Writes to `fd`, which stays the caller's.
    OutputStream(int fd, Buffering buffering);
    ~OutputStream();
    OutputStream(const OutputStream&) = delete;
    OutputStream& operator=(const OutputStream&) = delete;

    void write(std::string_view bytes);
    void flush();
    /// Sends everything from now on to `sink` (null: back to the descriptor). Flushes first.
    void redirect(Sink sink, void* context);
    bool isTerminal() const;
    int descriptor() const { return fd_; }
    /// True once a write failed.
    bool broken() const { return broken_; }
    /// errno of the write that failed, EPIPE for a sink that refused; 0 if none did.
    int error() const { return error_; }

    /// Line-wise for a terminal, in blocks otherwise.
    static Buffering bufferingFor(int fd);

  private:
    void deliver(const char* data, size_t size);

    int fd_;
    Buffering buffering_;
    bool broken_ = false;
    int error_ = 0;
    Sink sink_ = nullptr;
    void* context_ = nullptr;
    std::string buffer_;
};

}  // namespace noodle
