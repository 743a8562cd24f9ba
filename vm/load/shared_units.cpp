#include "vm/load/shared_units.h"

#include <sys/stat.h>

namespace noodle {

SharedUnits::Unit SharedUnits::get(const std::string& key, const Load& load) {
    const auto deadline = std::chrono::steady_clock::now() + waitLimit_;
    const std::thread::id self = std::this_thread::get_id();
    std::unique_lock lock(mutex_);
    for (bool waited = false;;) {
        Entry& entry = entries_[key];  // found anew: the table may have grown
        if (std::shared_ptr<const CodeUnit> unit = entry.unit.lock()) {
            ++counts_.shared;
            return unit;
        }
        if (!entry.isLoading || entry.loader == self) break;
        if (!waited) ++counts_.waits;
        waited = true;
        if (changed_.wait_until(lock, deadline) == std::cv_status::timeout && entries_[key].isLoading) {
            ++counts_.givenUp;
            return Failure{"another isolate has been loading " + key + " for " +
                           std::to_string(waitLimit_.count()) + " ms; not waiting any longer"};
        }
    }
    entries_[key].isLoading = true;
    entries_[key].loader = self;
    lock.unlock();
    Unit unit = load();
    lock.lock();
    Entry& entry = entries_[key];
    entry.isLoading = false;
    if (unit.ok()) {
        entry.unit = unit.value();
        ++counts_.loaded;
    }
    changed_.notify_all();
    return unit;
}

SharedUnits::Counts SharedUnits::counts() const {
    std::lock_guard lock(mutex_);
    return counts_;
}

Result<std::shared_ptr<const CodeUnit>> SharingLoader::load(const std::string& file) {
    struct stat info;
    std::string key = file;
    if (::stat(file.c_str(), &info) == 0) {
        for (uint64_t part :
             {static_cast<uint64_t>(info.st_ino), static_cast<uint64_t>(info.st_size),
              static_cast<uint64_t>(info.st_mtim.tv_sec), static_cast<uint64_t>(info.st_mtim.tv_nsec)})
            key += ' ' + std::to_string(part);
    }
    return units_.get(key, [&] { return own_.load(file); });
}

}  // namespace noodle
