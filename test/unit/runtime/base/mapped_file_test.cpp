#include "runtime/base/mapped_file.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>

#include "runtime/base/file.h"

using namespace noodle;

TEST_CASE("a mapped file shows its bytes, also when it has been replaced or removed") {
    char folder[] = "/tmp/noodle_mapped_XXXXXX";
    REQUIRE(::mkdtemp(folder) != nullptr);
    std::string path = std::string(folder) + "/file";
    for (std::string_view content : {std::string_view("one"), std::string_view("")}) {
        REQUIRE(writeFileAtomic(path, content, FileSync::No).ok());
        auto file = MappedFile::open(path);
        REQUIRE(file.ok());
        REQUIRE(writeFileAtomic(path, "another", FileSync::No).ok());
        ::unlink(path.c_str());
        CHECK(file.value()->bytes() == content);
        CHECK(file.value()->changedAt() > 1'600'000'000);
    }
    CHECK(MappedFile::open(path).failure().systemError == ENOENT);
    CHECK_FALSE(MappedFile::open(folder).ok());
    CHECK_FALSE(MappedFile::open("/dev/zero").ok());
    ::rmdir(folder);
}
