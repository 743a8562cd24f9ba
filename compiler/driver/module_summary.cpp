#include "compiler/driver/module_summary.h"

#include <algorithm>

namespace noodle {

namespace {
void append(std::string& out, const Digest& digest) {
    out.append(reinterpret_cast<const char*>(&digest.low), sizeof digest.low);
    out.append(reinterpret_cast<const char*>(&digest.high), sizeof digest.high);
}
void append(std::string& out, const std::string& name) {
    out += std::to_string(name.size()) + ' ' + name;
}
}  // namespace

Digest ModuleSummary::whole() const {
    std::string all(1, complete ? '+' : '-');
    for (const auto& [name, digest] : entries) {
        append(all, name);
        append(all, digest);
    }
    return digestOf(all);
}

Digest ModuleSummary::of(const std::vector<std::string>& names) const {
    std::string all(1, complete ? '+' : '-');
    for (const std::string& name : names) {
        auto found = std::ranges::lower_bound(entries, name, {}, &std::pair<std::string, Digest>::first);
        const bool isThere = found != entries.end() && found->first == name;
        all += isThere ? '+' : '-';
        append(all, name);
        if (isThere) append(all, found->second);
    }
    return digestOf(all);
}

}  // namespace noodle
