#include "runtime/base/file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cerrno>

using namespace noodle;

namespace {
struct TemporaryFolder {
    std::string path = "/tmp/noodle_file_test.XXXXXX";
    TemporaryFolder() { REQUIRE(::mkdtemp(path.data()) != nullptr); }
    ~TemporaryFolder() {
        ::unlink((path + "/f").c_str());
        ::rmdir(path.c_str());
    }
};
}  // namespace

TEST_CASE("what was written is read back, replacing keeps the mode") {
    TemporaryFolder folder;
    std::string file = folder.path + "/f";
    std::string bytes(100000, 'x');
    bytes[5] = '\0';
    REQUIRE(writeFileAtomic(file, bytes).ok());
    REQUIRE(::chmod(file.c_str(), 0600) == 0);
    REQUIRE(writeFileAtomic(file, "short").ok());
    struct stat info;
    REQUIRE(::stat(file.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);
    auto read = readFile(file);
    REQUIRE(read.ok());
    CHECK(read.value() == "short");
}

TEST_CASE("failures name the path and keep errno") {
    auto missing = readFile("/nonexistent/file.nc");
    REQUIRE_FALSE(missing.ok());
    CHECK(missing.failure().systemError == ENOENT);
    CHECK(missing.failure().message == "cannot read /nonexistent/file.nc: no such file or directory");
    CHECK(readFile("/tmp").failure().systemError == EISDIR);
    CHECK_FALSE(writeFileAtomic("/nonexistent/f", "x").ok());
}

TEST_CASE("files without a size are read to their end") {
    CHECK(readFile("/proc/self/status").value().size() > 10);
}
