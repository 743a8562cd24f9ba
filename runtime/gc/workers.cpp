#include "runtime/gc/workers.h"

#include <dlfcn.h>
#include <sched.h>
#include <unistd.h>

#include <climits>
#include <cstdlib>
#include <string>

namespace noodle {
namespace {

bool hasSeveralCores() {
    cpu_set_t cores;
    return ::sched_getaffinity(0, sizeof cores, &cores) == 0 && CPU_COUNT(&cores) > 1;
}

/// The folder of the program or library that this code is part of.
std::string ownFolder() {
    Dl_info info{};
    char resolved[PATH_MAX];
    if (::dladdr(reinterpret_cast<void*>(&processWorkers), &info) == 0 || info.dli_fname == nullptr)
        return {};
    if (::realpath(info.dli_fname, resolved) == nullptr && ::realpath("/proc/self/exe", resolved) == nullptr)
        return {};
    std::string path = resolved;
    return path.substr(0, path.rfind('/'));
}

Workers* openWorkers() {
    if (!hasSeveralCores()) return nullptr;
    const std::string folder = ownFolder();
    // As built; beside an installed library; beside an installed program.
    for (const char* place : {"/", "/../bin/", "/noodle/", "/../lib/noodle/"}) {
        const std::string file = folder + place + "libnoodle_workers.so";
        if (::access(file.c_str(), R_OK) != 0) continue;
        void* library = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
        void* entry = library != nullptr ? ::dlsym(library, kWorkersEntry) : nullptr;
        return entry != nullptr ? reinterpret_cast<WorkersEntry>(entry)() : nullptr;
    }
    return nullptr;
}

}  // namespace

Workers* processWorkers() {
    static Workers* const workers = openWorkers();
    return workers;
}

}  // namespace noodle
