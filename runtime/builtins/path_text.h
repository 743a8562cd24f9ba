// Paths as text (POSIX): joining, splitting, normalising. Pure functions, no file system access except
// currentDirectory().
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace noodle::paths {

inline bool isAbsolute(std::string_view p) {
    return p.starts_with('/');
}
/// An absolute `b` replaces `a`.
std::string join(std::string_view a, std::string_view b);
/// (directory, last component); the directory is "" if there is none and keeps "/" for the root.
std::pair<std::string_view, std::string_view> split(std::string_view p);
inline std::string_view dirname(std::string_view p) {
    return split(p).first;
}
inline std::string_view basename(std::string_view p) {
    return split(p).second;
}
/// Position of the dot of the extension in `p`, p.size() if it has none. ".bashrc" has none.
size_t extensionAt(std::string_view p);
inline std::string_view extension(std::string_view p) {
    return p.substr(extensionAt(p));
}
inline std::string_view stem(std::string_view p) {
    return basename(p.substr(0, extensionAt(p)));
}
/// Without ".", "x/.." and repeated slashes; "" becomes ".".
std::string normalize(std::string_view p);
std::string absolute(std::string_view p);
/// `p` as seen from directory `base`.
std::string relative(std::string_view p, std::string_view base);
std::vector<std::string_view> components(std::string_view p);
/// components() with "/" in front for an absolute path.
std::vector<std::string> parts(std::string_view p);
std::string currentDirectory();
/// "~" and "~/x" with the home directory.
std::string expandHome(std::string_view p);
std::string homeDirectory();

}  // namespace noodle::paths
