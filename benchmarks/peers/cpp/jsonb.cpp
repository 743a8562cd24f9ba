#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

using Json = nlohmann::ordered_json;

static Json record(int i) {
    return {
        {"id", i},
        {"name", "user name " + std::to_string(i)},
        {"email", "user" + std::to_string(i) + "@example.com"},
        {"score", i * 0.5},
        {"active", i % 2 == 0},
        {"tags", {"a", "bb", "ccc"}},
        {"pos", {{"x", i}, {"y", -i}}},
    };
}

int main(int argc, char** argv) {
    int size = argc > 1 ? std::atoi(argv[1]) : 30000;
    Json made = Json::array();
    for (int i = 0; i < size; i++) made.push_back(record(i));
    std::string text = made.dump();
    Json records = Json::parse(text);
    long total = 0;
    for (const Json& r : records) {
        total += r["id"].get<int>() + r["pos"]["y"].get<int>() + static_cast<long>(r["tags"].size());
    }
    std::string again = records.dump();
    std::printf("%ld %s\n", total, again == text ? "true" : "false");
}
