#include <cstdint>
#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv) {
    int size = argc > 1 ? std::atoi(argv[1]) : 10000000;
    uint64_t h = 0xcbf29ce484222325u;
    for (int i = 0; i < size; i++) {
        h ^= static_cast<uint64_t>(i & 255);
        h *= 1099511628211u;
        h ^= h >> 29;
    }
    std::printf("%lld\n", static_cast<long long>(h));
}
