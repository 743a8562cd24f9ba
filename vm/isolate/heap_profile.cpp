#include "vm/isolate/heap_profile.h"

#include <algorithm>
#include <unordered_map>

#include "runtime/base/clock.h"
#include "runtime/object/native_object.h"
#include "runtime/object/string.h"
#include "vm/isolate/heap_path.h"

namespace noodle {

namespace {

/// What a report calls a resource; "" if it is closed or finished.
std::string resourceName(const HeapObject* o) {
    if (o->kind == ObjectKind::Native) return openName(static_cast<const Native*>(o));
    const auto* task = static_cast<const Task*>(o);
    if (o->kind != ObjectKind::Task || task->flags != Task::kPending) return "";
    String* name = task->name;
    std::string text =
        name == nullptr ? "task" : "task " + std::string(name->inlineBytes(), name->byteLength);
    const Coroutine* body = task->frame;
    if (body == nullptr || body->function == nullptr || body->pc == 0) return text;
    const auto* proto = static_cast<const Proto*>(body->function->info);
    return text + ", waiting at line " + std::to_string(proto->lineAt(body->pc - 1));
}

double secondsBetween(uint64_t from, uint64_t to) {
    return static_cast<double>(to - from) * 1e-9;
}

}  // namespace

std::string placeOf(const HeapProfile::Site& site) {
    if (site.file.empty()) return site.function;
    return site.function + " (" + site.file + ":" + std::to_string(site.line) + ")";
}

HeapProfiler::HeapProfiler(Vm& vm, const Options& options)
    : vm_(vm), options_(options), interval_(options.firstInterval) {
    nodes_.push_back({HeapProfile::kNoSite, nullptr, 0, {}});
    vm_.heap().setObserver(this, interval_);
    if (options.resources) vm_.setResourceObserver(this);
}

HeapProfiler::~HeapProfiler() {
    vm_.heap().setObserver(nullptr, 0);
    if (options_.resources) vm_.setResourceObserver(nullptr);
}

// ---- samples

uint32_t HeapProfiler::nodeOf(uint32_t parent, const Proto* proto, uint32_t line) {
    auto [known, isNew] =
        nodeNumbers_.try_emplace({parent, line, proto}, static_cast<uint32_t>(nodes_.size()));
    if (isNew) nodes_.push_back({parent, proto, line, {}});
    return known->second;
}

// The node of the calls that are running; of very many only the innermost.
uint32_t HeapProfiler::here() {
    constexpr size_t kMostCalls = 128;
    calls_.clear();
    vm_.visitCalls(
        [](void* context, const Vm::CodePlace& place) {
            auto& calls = *static_cast<decltype(calls_)*>(context);
            if (calls.size() < kMostCalls) calls.push_back(place);
        },
        &calls_);
    uint32_t node = 0;
    for (auto call = calls_.rbegin(); call != calls_.rend(); ++call)
        node = nodeOf(node, call->proto, call->proto->lineAt(call->offset));
    return node;
}

void HeapProfiler::nameType(Sample& sample) {
    if (sample.type != kNoType) return;
    std::string name = reportedType(sample.object);
    if (name.empty()) return;
    auto [known, isNew] = typeNumbers_.try_emplace(name, static_cast<uint32_t>(types_.size()));
    if (isNew) types_.push_back({name, {}});
    sample.type = known->second;
    HeapProfile::Figures& figures = types_[sample.type].figures;
    figures.allocatedBytes += sample.bytes;
    figures.allocatedObjects += sample.objects;
}

void HeapProfiler::onAllocation(HeapObject* o, uint64_t bytes, uint64_t objects) {
    Sample sample{o, here(), kNoType, bytes, objects, monotonicNs()};
    HeapProfile::Figures& figures = nodes_[sample.node].figures;
    figures.allocatedBytes += bytes;
    figures.allocatedObjects += objects;
    figures.liveBytes += bytes;
    figures.liveObjects += objects;
    samples_.push_back(sample);
    if (++count_ % options_.samplesPerDoubling == 0 && interval_ < options_.mostInterval) {
        interval_ *= 2;
        vm_.heap().setObserver(this, interval_);
    }
}

void HeapProfiler::drop(const Sample& sample) {
    HeapProfile::Figures& figures = nodes_[sample.node].figures;
    figures.liveBytes -= sample.bytes;
    figures.liveObjects -= sample.objects;
}

// Old samples are left alone by a young collection, whose pause must not grow with what lives.
void HeapProfiler::onCollection(bool full, uint8_t alive) {
    auto from = samples_.begin() + static_cast<ptrdiff_t>(full ? 0 : oldSamples_);
    for (auto sample = from; sample != samples_.end(); ++sample) nameType(*sample);
    auto kept = std::remove_if(from, samples_.end(), [&](const Sample& sample) {
        if ((sample.object->gcBits & alive) != 0) return false;
        drop(sample);
        return true;
    });
    samples_.erase(kept, samples_.end());
    oldSamples_ = samples_.size();
    checkOpened(full ? 0 : oldOpened_, alive);
    if (full) checkPopulations();
}

void HeapProfiler::checkPopulations() {
    for (Node& node : nodes_) {
        uint64_t now = node.figures.liveObjects;
        if (now > node.populationBefore) ++node.rises;
        if (now < node.populationBefore) {
            node.rises = 0;
            node.fellNs = monotonicNs();
        }
        node.populationBefore = now;
    }
}

// ---- resources

void HeapProfiler::onOpen(HeapObject* resource) {
    opened_.push_back({resource, here(), monotonicNs(), {}});
}

// What died without having been closed is remembered; a task that nobody can finish any more has only been
// given up. Payloads are destroyed later, by the finalizers.
void HeapProfiler::checkOpened(size_t first, uint8_t alive) {
    auto from = opened_.begin() + static_cast<ptrdiff_t>(first);
    auto kept = std::remove_if(from, opened_.end(), [&](Opened& opened) {
        if (opened.object == nullptr) return false;
        std::string name = resourceName(opened.object);
        if (name.empty()) return true;
        if ((opened.object->gcBits & alive) != 0) return false;
        if (opened.object->kind == ObjectKind::Task) return true;
        opened.name = std::move(name);
        opened.object = nullptr;
        return false;
    });
    opened_.erase(kept, opened_.end());
    oldOpened_ = opened_.size();
}

// ---- the profile

HeapProfile HeapProfiler::profile() {
    vm_.heap().collect();
    uint64_t now = monotonicNs();
    HeapProfile profile;
    profile.samples = count_;
    for (const Node& node : nodes_) {
        HeapProfile::Site site;
        site.parent = node.parent;
        site.line = node.line;
        site.own = node.figures;
        site.function = node.proto == nullptr ? "program" : std::string(node.proto->displayName());
        if (node.proto != nullptr) site.file = node.proto->unit->origin();
        profile.sites.push_back(std::move(site));
    }
    profile.types = types_;
    for (const Sample& sample : samples_) {
        if (sample.type == kNoType) continue;
        profile.types[sample.type].figures.liveBytes += sample.bytes;
        profile.types[sample.type].figures.liveObjects += sample.objects;
    }
    addLeaks(profile, now);
    addResources(profile, now);
    std::ranges::sort(profile.types, std::greater(), [](const auto& type) { return type.figures.liveBytes; });
    return profile;
}

bool HeapProfiler::looksLikeLeak(const Sample& sample, uint64_t nowNs) const {
    constexpr uint32_t kLeastRises = 2;
    const Node& node = nodes_[sample.node];
    return node.rises >= kLeastRises && node.fellNs <= sample.bornNs &&
           nowNs - sample.bornNs >= options_.leakNs;
}

void HeapProfiler::addLeaks(HeapProfile& profile, uint64_t nowNs) {
    std::unordered_map<uint32_t, size_t> leakOfNode;
    std::unordered_map<const HeapObject*, size_t> leakOf;
    for (const Sample& sample : samples_) {
        if (!looksLikeLeak(sample, nowNs)) continue;
        auto [leak, isNew] = leakOfNode.try_emplace(sample.node, profile.leaks.size());
        leakOf.emplace(sample.object, leak->second);
        if (!isNew) continue;
        const HeapProfile::Figures& figures = nodes_[sample.node].figures;
        profile.leaks.push_back({.site = sample.node,
                                 .type = reportedType(sample.object),
                                 .objects = figures.liveObjects,
                                 .bytes = figures.liveBytes,
                                 .ageSeconds = secondsBetween(sample.bornNs, nowNs),
                                 .path = {}});
    }
    if (!leakOf.empty()) addPaths(profile, leakOf);
    std::ranges::sort(profile.leaks, std::greater(), &HeapProfile::Leak::bytes);
}

// A site may leak an object with all that it consists of: the one nearest to the root says the most.
void HeapProfiler::addPaths(HeapProfile& profile,
                            const std::unordered_map<const HeapObject*, size_t>& leakOf) {
    FallibleStack<Heap::Reached> reached;
    if (!vm_.heap().walk(reached)) return;  // a report without paths is better than none
    std::vector<bool> final(profile.leaks.size());
    for (size_t i = 0; i < reached.size(); ++i) {
        auto found = leakOf.find(reached[i].object);
        if (found == leakOf.end() || final[found->second]) continue;
        HeapProfile::Leak& leak = profile.leaks[found->second];
        const bool part = isPart(found->first->kind);
        if (part && !leak.path.empty()) continue;
        leak.path = pathTo({reached.begin(), reached.size()}, i);
        leak.type = reportedType(found->first);
        final[found->second] = !part;
    }
}

void HeapProfiler::addResources(HeapProfile& profile, uint64_t nowNs) const {
    for (const Opened& opened : opened_) {
        bool lost = opened.object == nullptr;
        std::string name = lost ? opened.name : resourceName(opened.object);
        if (name.empty()) continue;
        profile.resources.push_back(
            {std::move(name), opened.node, secondsBetween(opened.bornNs, nowNs), lost});
    }
}

}  // namespace noodle
