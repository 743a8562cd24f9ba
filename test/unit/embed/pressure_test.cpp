// A machine that is critically short of memory gets no further runtime.
#include "embed/runtime_state.h"
#include "test/unit/embed/fixture.h"

using namespace noodle;

TEST_CASE("a runtime is refused while memory is critically short") {
    constexpr size_t kMb = 1 << 20;
    MemoryReading reading;
    reading.systemBytes = 1000 * kMb;
    reading.systemAvailableBytes = 10 * kMb;
    noodle_runtime* runtime = nullptr;
    char message[300];
    CHECK(createRuntime(nullptr, reading, &runtime, message, sizeof message) == NOODLE_ERROR_MEMORY);
    CHECK(std::string(message).find("memory is critically short") != std::string::npos);
    CHECK(runtime == nullptr);

    reading.systemAvailableBytes = 500 * kMb;
    REQUIRE(createRuntime(nullptr, reading, &runtime, message, sizeof message) == NOODLE_OK);
    noodle_runtime_release(runtime);
}

TEST_CASE("a control group that is full refuses a runtime too") {
    constexpr size_t kMb = 1 << 20;
    MemoryReading reading;
    reading.systemBytes = 64'000 * kMb;
    reading.systemAvailableBytes = 60'000 * kMb;
    reading.groupLimitBytes = 200 * kMb;
    reading.groupBytes = 195 * kMb;
    noodle_runtime* runtime = nullptr;
    CHECK(createRuntime(nullptr, reading, &runtime, nullptr, 0) == NOODLE_ERROR_MEMORY);
    CHECK(runtime == nullptr);
}
