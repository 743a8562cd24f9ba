#include <cstdio>
#include <cstdlib>
#include <string>
#include <unordered_map>

int main(int argc, char** argv) {
    int size = argc > 1 ? std::atoi(argv[1]) : 500000;
    std::unordered_map<std::string, int> counts;
    int k = 0;
    for (int i = 0; i < size; i++) {
        k += 7919;
        if (k >= 200003) k -= 200003;
        counts["key" + std::to_string(k)]++;
    }
    long hits = 0;
    k = 1;
    for (int i = 0; i < size; i++) {
        k += 7919;
        if (k >= 400009) k -= 400009;
        auto found = counts.find("key" + std::to_string(k));
        if (found != counts.end()) hits += found->second;
    }
    long total = 0;
    for (const auto& [key, n] : counts) total += n;
    std::printf("%zu %ld %ld\n", counts.size(), hits, total);
}
