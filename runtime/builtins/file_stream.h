// FileStream: a buffered file descriptor for reading and writing. Knows nothing of the language: the natives
// of files (file_object.cpp) and of standard input turn its outcomes into values and errors. One thread.
// Invariant: bytes are buffered for at most one direction at a time; switching puts the file position right
// first.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace noodle {

class FileStream {
  public:
    enum class Io { Ok, End, Failed, Interrupted };

    FileStream(int fd, std::string path, bool owned) : fd_(fd), owned_(owned), path_(std::move(path)) {}
    ~FileStream();
    FileStream(const FileStream&) = delete;
    FileStream& operator=(const FileStream&) = delete;

    /// Reads some more behind what is buffered. Interrupted: a signal came before any byte did; ask again.
    Io fill();
    std::string_view buffered() const { return std::string_view(input_).substr(consumed_); }
    void consume(size_t bytes) { consumed_ += bytes; }

    Io write(std::string_view bytes);
    Io flush();
    /// Moves the file position. Fails for pipes.
    Io seek(int64_t offset, int whence);
    /// Where the program stands in the file; -1 for pipes.
    int64_t tell();
    /// Flushes and closes; later calls do nothing.
    Io close();

    bool closed() const { return fd_ < 0; }
    int descriptor() const { return fd_; }
    const std::string& path() const { return path_; }
    /// errno of the last outcome Failed.
    int error() const { return error_; }
    void flushAtNewline(bool on) { lineBuffered_ = on; }

  private:
    Io fail();
    bool dropInput();

    int fd_;
    bool owned_;
    bool lineBuffered_ = false;
    int error_ = 0;
    size_t consumed_ = 0;
    std::string path_;
    std::string input_;
    std::string output_;
};

}  // namespace noodle
