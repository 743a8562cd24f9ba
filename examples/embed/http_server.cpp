// An HTTP server that executes posted scripts, each in a runtime of its own with limits:
//
//   POST /run    body: a program; answer: what it printed
//     200 it ran   400 it does not compile   422 it threw an error   408 it took too long   413 it took too
//     much memory
//
// Usage: http_server PORT         serves until it is interrupted
//        http_server --self-test  serves on a free port of the loopback device, posts scripts to itself,
//        checks the answers, ends
#include <httplib.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

#include <noodle/noodle.hpp>

namespace {

using noodle::embed::Error;
using noodle::embed::Result;
using noodle::embed::Runtime;
using noodle::embed::RuntimeConfig;

int httpStatus(const Error& error) {
    switch (error.status) {
        case NOODLE_ERROR_COMPILE:
            return 400;
        case NOODLE_ERROR_LIMIT:
        case NOODLE_ERROR_INTERRUPTED:
            return 408;
        case NOODLE_ERROR_MEMORY:
            return 413;
        case NOODLE_ERROR_SCRIPT:
        case NOODLE_ERROR_PANIC:
            return 422;
        default:
            return 500;
    }
}

constexpr size_t kMostOutput = 1 << 20;

/// Keeps what a program prints; false from when it is too much.
bool collect(void* data, bool, const char* text, size_t size) {
    auto& out = *static_cast<std::string*>(data);
    if (out.size() + size > kMostOutput) return false;
    out.append(text, size);
    return true;
}

void runScript(const httplib::Request& request, httplib::Response& response) {
    std::string output;
    RuntimeConfig config;
    config.max_heap_size = 8 << 20;
    config.time_limit_ms = 1000;
    config.stack_size = 1 << 20;
    config.enable_jit = false;  // scripts that end soon are not worth compiling
    config.output = collect;
    config.output_data = &output;
    Result<Runtime> runtime = Runtime::create(config);
    if (!runtime) {
        response.status = 500;
        return;
    }
    Result<int> exitCode = runtime->runText("script.nc", request.body);
    response.status = exitCode ? 200 : httpStatus(exitCode.error());
    response.set_content(exitCode ? output : output + exitCode.error().report, "text/plain");
    if (exitCode) response.set_header("X-Exit-Code", std::to_string(*exitCode));
}

struct Expectation {
    const char* script;
    int status;
    const char* part;  // of the answer
};

constexpr Expectation kExpectations[] = {
    {"print(\"hello\", 6 * 7)\n", 200, "hello 42\n"},
    {"function main() { print([n * n for n in range(5)])\n return 3 }\n", 200, "[0, 1, 4, 9, 16]\n"},
    {"let a = \n", 400, "script.nc:1"},
    {"throw ValueError(\"no\")\n", 422, "ValueError: no"},
    {"try { panic(\"stop\") } catch (e) { print(\"caught\") }\n", 422, "Panic: stop"},
    {"while true { }\n", 408, "LimitError"},
    {"while true { try { while true { } } catch (e: LimitError) { } }\n", 408, "LimitError"},
    {"let all = []\nwhile true { all.append([1, 2, 3]) }\n", 413, "OutOfMemoryError"},
    {"function f(n) { return f(n + 1) + 1 }\nprint(f(0))\n", 422, "StackOverflowError"},
    {"print(\"still here\")\n", 200, "still here\n"},
};

bool answersAsExpected(httplib::Client& client, const Expectation& expected) {
    httplib::Result answer = client.Post("/run", expected.script, "text/plain");
    if (answer && answer->status == expected.status && answer->body.find(expected.part) != std::string::npos)
        return true;
    std::fprintf(stderr, "for %s\nexpected %d with \"%s\", got %d: %s\n", expected.script, expected.status,
                 expected.part, answer ? answer->status : -1, answer ? answer->body.c_str() : "no answer");
    return false;
}

int selfTest(httplib::Server& server) {
    const int port = server.bind_to_any_port("127.0.0.1");
    if (port < 0) return std::fprintf(stderr, "no free port\n"), 1;
    std::thread serving([&] { server.listen_after_bind(); });
    httplib::Client client("127.0.0.1", port);
    client.set_read_timeout(30, 0);
    bool good = true;
    for (const Expectation& expected : kExpectations) good = answersAsExpected(client, expected) && good;
    server.stop();
    serving.join();
    std::printf("%zu scripts: %s\n", std::size(kExpectations), good ? "all as expected" : "not as expected");
    return good ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return std::fprintf(stderr, "usage: http_server PORT | --self-test\n"), 2;
    httplib::Server server;
    server.Post("/run", runScript);
    if (std::string(argv[1]) == "--self-test") return selfTest(server);
    std::printf("POST scripts to http://127.0.0.1:%s/run\n", argv[1]);
    return server.listen("127.0.0.1", std::atoi(argv[1])) ? 0 : 1;
}
