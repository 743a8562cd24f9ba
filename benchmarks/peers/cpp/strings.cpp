#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

static std::string join(const std::vector<std::string>& parts, const char* separator) {
    std::string joined;
    for (size_t i = 0; i < parts.size(); i++) {
        if (i > 0) joined += separator;
        joined += parts[i];
    }
    return joined;
}

static std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    size_t start = 0;
    for (size_t stop = text.find(separator); stop != std::string::npos; stop = text.find(separator, start)) {
        parts.push_back(text.substr(start, stop - start));
        start = stop + 1;
    }
    parts.push_back(text.substr(start));
    return parts;
}

int main(int argc, char** argv) {
    int size = argc > 1 ? std::atoi(argv[1]) : 600000;
    std::vector<std::string> items;
    for (int i = 0; i < size; i++) items.push_back("item" + std::to_string(i) + ",");
    std::string text = join(items, "");
    std::vector<std::string> parts = split(text, ',');
    long starting = 0;
    size_t letters = 0;
    for (const std::string& part : parts) {
        if (part.starts_with("item1")) starting++;
        letters += part.size();
    }
    std::string joined = join(parts, "; ");
    std::printf("%zu %zu %ld %zu %zu\n", text.size(), parts.size(), starting, letters, joined.size());
}
