#include "embed/library_files.h"

#include <dlfcn.h>
#include <unistd.h>

#include <climits>
#include <cstdlib>

namespace noodle {

namespace {

// The folder of the shared library or program that contains this function.
std::string ownFolder() {
    Dl_info info{};
    if (::dladdr(reinterpret_cast<void*>(&libraryFiles), &info) == 0 || info.dli_fname == nullptr) return {};
    char resolved[PATH_MAX];
    if (::realpath(info.dli_fname, resolved) == nullptr && ::realpath("/proc/self/exe", resolved) == nullptr)
        return {};
    std::string path = resolved;
    return path.substr(0, path.find_last_of('/'));
}

std::string firstThatExists(const std::string& folder, std::initializer_list<const char*> places) {
    for (const char* place : places) {
        std::string path = folder + place;
        if (::access(path.c_str(), F_OK) == 0) return path;
    }
    return {};
}

}  // namespace

LibraryFiles libraryFiles() {
    const std::string folder = ownFolder();
    LibraryFiles files;
    if (folder.empty()) return files;
    // With the dot it must be a folder: beside tests lies the program of that name.
    files.standardLibrary = firstThatExists(folder, {"/noodle/.", "/../lib/noodle/."});
    if (!files.standardLibrary.empty()) files.standardLibrary.resize(files.standardLibrary.size() - 2);
    files.plugin = firstThatExists(folder, {"/noodle/libnoodle_jit.so", "/libnoodle_jit.so",
                                            "/../bin/libnoodle_jit.so", "/../lib/noodle/libnoodle_jit.so"});
    if (files.plugin.empty()) files.plugin = folder + "/noodle/libnoodle_jit.so";
    return files;
}

}  // namespace noodle
