#include <cstdint>
#include <cstdio>
#include <cstdlib>

static int64_t fib(int64_t n) {
    if (n < 2) return n;
    return fib(n - 1) + fib(n - 2);
}

int main(int argc, char** argv) { std::printf("%lld\n", static_cast<long long>(fib(argc > 1 ? std::atoi(argv[1]) : 34))); }
