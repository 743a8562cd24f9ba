#include "runtime/builtins/path_text.h"

#include <unistd.h>

#include <climits>
#include <cstdlib>

namespace noodle::paths {

std::string join(std::string_view a, std::string_view b) {
    if (a.empty() || isAbsolute(b)) return std::string(b);
    std::string out(a);
    if (!out.ends_with('/')) out += '/';
    out += b;
    return out;
}

std::pair<std::string_view, std::string_view> split(std::string_view p) {
    size_t slash = p.rfind('/');
    if (slash == std::string_view::npos) return {p.substr(0, 0), p};
    std::string_view head = p.substr(0, slash);
    while (head.ends_with('/')) head.remove_suffix(1);
    if (head.empty()) head = p.substr(0, 1);
    return {head, p.substr(slash + 1)};
}

size_t extensionAt(std::string_view p) {
    std::string_view name = basename(p);
    size_t dot = name.rfind('.');
    if (dot == std::string_view::npos || name.find_first_not_of('.') > dot) return p.size();
    return p.size() - name.size() + dot;
}

std::vector<std::string_view> components(std::string_view p) {
    std::vector<std::string_view> parts;
    while (!p.empty()) {
        size_t slash = p.find('/');
        std::string_view part = p.substr(0, slash);
        if (!part.empty()) parts.push_back(part);
        p.remove_prefix(slash == std::string_view::npos ? p.size() : slash + 1);
    }
    return parts;
}

std::vector<std::string> parts(std::string_view p) {
    std::vector<std::string> all;
    if (isAbsolute(p)) all.emplace_back("/");
    for (std::string_view part : components(p)) all.emplace_back(part);
    return all;
}

std::string normalize(std::string_view p) {
    std::vector<std::string_view> kept;
    bool absolutePath = isAbsolute(p);
    for (std::string_view part : components(p)) {
        if (part == ".") continue;
        if (part != "..") {
            kept.push_back(part);
        } else if (!kept.empty() && kept.back() != "..") {
            kept.pop_back();
        } else if (!absolutePath) {
            kept.push_back(part);
        }
    }
    std::string out = absolutePath ? "/" : "";
    for (size_t i = 0; i < kept.size(); ++i) {
        if (i > 0) out += '/';
        out += kept[i];
    }
    return out.empty() ? "." : out;
}

std::string currentDirectory() {
    char buffer[PATH_MAX];
    return ::getcwd(buffer, sizeof buffer) != nullptr ? buffer : ".";
}

std::string absolute(std::string_view p) {
    return normalize(join(currentDirectory(), p));
}

std::string relative(std::string_view p, std::string_view base) {
    std::string target = absolute(p), from = absolute(base);
    std::vector<std::string_view> a = components(target), b = components(from);
    size_t common = 0;
    while (common < a.size() && common < b.size() && a[common] == b[common]) ++common;
    std::string out;
    for (size_t i = common; i < b.size(); ++i) out = join(out, "..");
    for (size_t i = common; i < a.size(); ++i) out = join(out, a[i]);
    return out.empty() ? "." : out;
}

std::string homeDirectory() {
    const char* home = std::getenv("HOME");
    return home != nullptr && *home != 0 ? home : "/";
}

std::string expandHome(std::string_view p) {
    if (p == "~") return homeDirectory();
    return p.starts_with("~/") ? join(homeDirectory(), p.substr(2)) : std::string(p);
}

}  // namespace noodle::paths
