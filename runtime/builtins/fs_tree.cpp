// Natives on directories: listing, making, removing, walking, glob patterns. Trees are walked with explicit
// stacks.
#include <dirent.h>
#include <fnmatch.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "runtime/builtins/fs_functions.h"
#include "runtime/builtins/io_errors.h"
#include "runtime/builtins/path_text.h"
#include "runtime/builtins/string_tools.h"

namespace noodle {

namespace {

/// A directory itself, not a link to one: trees are not left through links.
bool isRealDirectory(const std::string& path) {
    struct stat info {};
    return ::lstat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

bool isDirectory(const std::string& path) {
    struct stat info {};
    return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

bool isPattern(std::string_view part) {
    return part.find_first_of("*?[") != std::string_view::npos;
}

/// All directories below and including `root`, parents first. Unreadable ones are skipped.
bool expandTree(Mutator& m, const std::string& root, std::vector<std::string>& out) {
    std::vector<std::string> open = {root};
    Ticker ticker(m);
    while (!open.empty()) {
        std::string directory = std::move(open.back());
        open.pop_back();
        out.push_back(directory);
        std::vector<std::string> names;
        if (!directoryNames(m, directory.empty() ? "." : directory, names)) m.takePending();
        if (!ticker.tick()) return false;
        for (auto name = names.rbegin(); name != names.rend(); ++name) {
            std::string child = paths::join(directory, *name);
            if (!name->starts_with('.') && isRealDirectory(child)) open.push_back(std::move(child));
        }
    }
    return true;
}

/// The entries of `directory` that match one pattern component.
bool matchIn(Mutator& m, const std::string& directory, const std::string& pattern,
             std::vector<std::string>& out) {
    std::vector<std::string> names;
    if (!isDirectory(directory.empty() ? "." : directory)) return true;
    if (!directoryNames(m, directory.empty() ? "." : directory, names)) m.takePending();
    for (const std::string& name : names) {
        if (::fnmatch(pattern.c_str(), name.c_str(), FNM_PERIOD) == 0)
            out.push_back(paths::join(directory, name));
    }
    return !m.poll().isException();
}

Value stringOf(Mutator& m, std::string_view text) {
    return valueOrException(newStringLossy(m, text));
}

/// (directory, [directories], [files]) of one step of a walk; directory names are also queued.
Value walkStep(Mutator& m, const std::string& directory, std::vector<std::string>& queue) {
    std::vector<std::string> names, directories, files;
    if (!directoryNames(m, directory, names)) m.takePending();  // unreadable: shown as empty
    for (std::string& name : names) {
        bool isDir = isDirectory(paths::join(directory, name));
        (isDir ? directories : files).push_back(std::move(name));
    }
    for (auto name = directories.rbegin(); name != directories.rend(); ++name) {
        std::string child = paths::join(directory, *name);
        if (isRealDirectory(child)) queue.push_back(std::move(child));
    }
    Value parts[3] = {stringOf(m, directory), stringList(m, directories), stringList(m, files)};
    for (Value part : parts) NOODLE_TRY(part);
    return valueOrException(newTuple(m, parts, 3));
}

/// Removes a tree: children before their directory.
Value removeTree(Mutator& m, const std::string& root) {
    std::vector<std::string> open = {root};
    Ticker ticker(m);
    while (!open.empty()) {
        std::string path = open.back();
        if (::rmdir(path.c_str()) == 0) {
            open.pop_back();
            continue;
        }
        if (errno != ENOTEMPTY && errno != EEXIST) return throwIoError(m, errno, "remove", path);
        std::vector<std::string> names;
        NOODLE_REQUIRE(directoryNames(m, path, names) && ticker.tick());
        for (const std::string& name : names) {
            std::string child = paths::join(path, name);
            if (isRealDirectory(child)) {
                open.push_back(std::move(child));
            } else if (::unlink(child.c_str()) != 0) {
                return throwIoError(m, errno, "remove", child);
            }
        }
    }
    return Value::null();
}

Value makeParents(Mutator& m, const std::string& path) {
    std::string made = paths::isAbsolute(path) ? "/" : "";
    for (std::string_view part : paths::components(path)) {
        made = paths::join(made, part);
        if (::mkdir(made.c_str(), 0777) == 0 || (errno == EEXIST && isDirectory(made))) continue;
        int error = errno;
        if (!isDirectory(made)) return throwIoError(m, error, "create", made);
    }
    return Value::null();
}

}  // namespace

bool directoryNames(Mutator& m, const std::string& path, std::vector<std::string>& names) {
    DIR* directory = ::opendir(path.c_str());
    if (directory == nullptr) {
        throwIoError(m, errno, "list", path);
        return false;
    }
    while (const dirent* entry = ::readdir(directory)) {
        if (std::strcmp(entry->d_name, ".") != 0 && std::strcmp(entry->d_name, "..") != 0)
            names.emplace_back(entry->d_name);
    }
    ::closedir(directory);
    std::sort(names.begin(), names.end());
    return true;
}

bool globPaths(Mutator& m, const std::string& root, std::string_view pattern,
               std::vector<std::string>& found) {
    found = {paths::isAbsolute(pattern) ? "/" : root};
    for (std::string_view part : paths::components(pattern)) {
        std::vector<std::string> next;
        std::string text(part);
        for (const std::string& base : found) {
            bool ok = true;
            if (part == "**") {
                ok = expandTree(m, base, next);
            } else if (isPattern(part)) {
                ok = matchIn(m, base, text, next);
            } else if (std::string path = paths::join(base, part); ::access(path.c_str(), F_OK) == 0) {
                next.push_back(std::move(path));
            }
            if (!ok) return false;
        }
        found = std::move(next);
    }
    std::erase(found, "");
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return true;
}

Value fsListDir(Mutator& m, Args args) {
    std::string path = ".";
    bool own = pathText(args.self) != nullptr;
    if (own || !args.get(0).isNull()) {
        PathCall call(m, "listDir", args);
        NOODLE_REQUIRE(call.ok);
        path = call.path;
    }
    std::vector<std::string> names;
    NOODLE_REQUIRE(directoryNames(m, path, names));
    return stringList(m, names);
}

Value fsMakeDir(Mutator& m, Args args) {
    PathCall call(m, "makeDir", args);
    NOODLE_REQUIRE(call.ok);
    return ::mkdir(call.path.c_str(), 0777) == 0 ? Value::null()
                                                 : throwIoError(m, errno, "create", call.path);
}

Value fsMakeDirs(Mutator& m, Args args) {
    PathCall call(m, "makeDirs", args);
    bool mayExist = true;
    NOODLE_REQUIRE(call.ok && call.in.optBoolean(call.first, "exist_ok", mayExist));
    if (!mayExist && isDirectory(call.path)) return throwIoError(m, EEXIST, "create", call.path);
    return makeParents(m, call.path);
}

Value fsRemoveDir(Mutator& m, Args args) {
    PathCall call(m, "removeDir", args);
    bool recursive = false;
    NOODLE_REQUIRE(call.ok && call.in.optBoolean(call.first, "recursive", recursive));
    if (recursive) return removeTree(m, call.path);
    return ::rmdir(call.path.c_str()) == 0 ? Value::null() : throwIoError(m, errno, "remove", call.path);
}

Value fsRemoveTree(Mutator& m, Args args) {
    PathCall call(m, "removeTree", args);
    NOODLE_REQUIRE(call.ok);
    return removeTree(m, call.path);
}

Value fsWalk(Mutator& m, Args args) {
    PathCall call(m, "walk", args);
    NOODLE_REQUIRE(call.ok);
    List* out = newList(m);
    NOODLE_TRY_PTR(out);
    std::vector<std::string> open;
    if (isDirectory(call.path)) open.push_back(call.path);
    Ticker ticker(m);
    while (!open.empty()) {
        std::string directory = std::move(open.back());
        open.pop_back();
        Value step = walkStep(m, directory, open);
        NOODLE_TRY(step);
        NOODLE_REQUIRE(listAppend(m, out, step) && ticker.tick());
    }
    return Value::ofObject(out);
}

Value fsGlob(Mutator& m, Args args) {
    ArgReader in(m, "glob", args);
    std::string pattern, root;
    NOODLE_REQUIRE(readPath(m, in, args, 0, "pattern", pattern));
    if (in.has(1)) NOODLE_REQUIRE(readPath(m, in, args, 1, "root", root));
    std::vector<std::string> found;
    NOODLE_REQUIRE(globPaths(m, root, pattern, found));
    return stringList(m, found);
}

Value fsCwd(Mutator& m, Args) {
    return stringOf(m, paths::currentDirectory());
}

Value fsChdir(Mutator& m, Args args) {
    PathCall call(m, "chdir", args);
    NOODLE_REQUIRE(call.ok);
    return ::chdir(call.path.c_str()) == 0 ? Value::null() : throwIoError(m, errno, "enter", call.path);
}

}  // namespace noodle
