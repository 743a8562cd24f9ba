// Runs a target without libFuzzer: over every input that is kept, or over random changes of them.
// usage: fuzz_TARGET FILE_OR_FOLDER…
//        fuzz_TARGET --mutate SECONDS SEED FOUND FILE_OR_FOLDER…   each input is first written to FOUND,
//        which is
//                                                                 what is left when the process dies of it
#include <ctime>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "test/fuzz/fuzz.h"

namespace {

using Path = std::filesystem::path;

void collect(const Path& path, std::vector<Path>& files) {
    if (!std::filesystem::is_directory(path)) return files.push_back(path);
    for (const auto& entry : std::filesystem::directory_iterator(path)) collect(entry.path(), files);
}

std::string contents(const Path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void run(const std::string& bytes) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
}

int replay(const std::vector<Path>& files) {
    for (const Path& file : files) {
        std::fprintf(stderr, "%s\n", file.c_str());  // stands there when the input ends the process
        run(contents(file));
    }
    std::printf("%zu inputs\n", files.size());
    return files.empty() ? 1 : 0;  // a replay of nothing would prove nothing
}

/// Changes inputs without looking at what the target does with them.
class Mutator {
  public:
    Mutator(std::vector<std::string> inputs, uint64_t seed) : inputs_(std::move(inputs)), random_(seed) {}

    std::string next() {
        std::string s = pick();
        for (size_t n = 1 + below(6); n > 0; --n) change(s);
        return s;
    }

  private:
    size_t below(size_t n) { return n == 0 ? 0 : static_cast<size_t>(random_() % n); }
    const std::string& pick() { return inputs_[below(inputs_.size())]; }
    /// A piece of any input: words of the language, tables of a file.
    std::string piece() {
        const std::string& from = pick();
        const size_t at = below(from.size());
        return from.substr(at, 1 + below(below(4) == 0 ? 200 : 16));
    }

    void change(std::string& s) {
        static constexpr uint8_t kEdges[] = {0, 1, 0x7f, 0x80, 0xff, '\n', '"', '{', '(', ' '};
        const size_t at = below(s.size());
        switch (below(8)) {
            case 0:
                if (!s.empty()) s[at] = static_cast<char>(s[at] ^ (1 << below(8)));
                break;
            case 1:
                if (!s.empty()) s[at] = static_cast<char>(kEdges[below(std::size(kEdges))]);
                break;
            case 2:
                if (!s.empty()) s[at] = static_cast<char>(s[at] + static_cast<int>(below(9)) - 4);
                break;
            case 3:
                s.erase(at, 1 + below(below(4) == 0 ? 64 : 4));
                break;
            case 4:
                s.insert(at, piece());
                break;
            case 5: {
                const std::string other = piece();
                s.replace(at, other.size(), other);
                break;
            }
            case 6:
                s.insert(at, s.substr(at, 1 + below(32)));
                break;
            default: {
                const std::string& other = pick();
                s = s.substr(0, at) + other.substr(below(other.size()));
            }
        }
        constexpr size_t kLongest = 16 * 1024;
        if (s.size() > kLongest) s.resize(kLongest);
    }

    std::vector<std::string> inputs_;
    std::mt19937_64 random_;
};

int mutate(const std::vector<Path>& files, double seconds, uint64_t seed, const Path& found) {
    std::vector<std::string> inputs;
    for (const Path& file : files) inputs.push_back(contents(file));
    if (inputs.empty()) return 1;
    Mutator mutator(std::move(inputs), seed);
    uint64_t runs = 0;
    const std::clock_t began = std::clock();
    auto used = [&] { return static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC; };
    for (; used() < seconds; ++runs) {
        const std::string bytes = mutator.next();
        std::ofstream(found, std::ios::binary) << bytes;
        run(bytes);
    }
    std::filesystem::remove(found);
    std::printf("%llu runs in %.0f s of CPU\n", static_cast<unsigned long long>(runs), used());
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> args(argv + 1, argv + argc);
    const bool mutates = args.size() > 4 && args[0] == "--mutate";
    std::vector<Path> files;
    for (size_t i = mutates ? 4 : 0; i < args.size(); ++i) {
        if (std::filesystem::exists(args[i])) collect(args[i], files);
    }
    std::sort(files.begin(), files.end());
    return mutates ? mutate(files, std::stod(args[1]), std::stoull(args[2]), args[3]) : replay(files);
}
