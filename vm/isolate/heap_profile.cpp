#include "vm/isolate/heap_profile.h"

#include <algorithm>
#include <unordered_map>

#include "runtime/base/clock.h"
#include "runtime/gc/trace.h"
#include "runtime/object/class_info.h"
#include "runtime/object/native_object.h"
#include "runtime/object/string.h"

namespace noodle {

namespace {

// "" while the object is not filled: what is zero then is null here.
std::string typeOf(const HeapObject* o) {
    const Class* cls = nullptr;
    if (o->kind == ObjectKind::Instance) cls = static_cast<const Instance*>(o)->cls;
    if (o->kind == ObjectKind::EnumValue) cls = static_cast<const EnumValue*>(o)->cls;
    if (o->kind == ObjectKind::Native) {
        const NativeType* type = static_cast<const Native*>(o)->type;
        return type == nullptr ? "" : type->name;
    }
    if (o->kind == ObjectKind::Instance || o->kind == ObjectKind::EnumValue)
        return cls == nullptr ? "" : std::string(cls->info->name);
    std::string_view name = objectKindTypeName(o->kind);
    return std::string(name.empty() ? objectKindName(o->kind) : name);
}

// The parts of other objects that a path passes over.
bool isInternal(ObjectKind kind) {
    return kind == ObjectKind::ValueStore || kind == ObjectKind::Raw || kind == ObjectKind::Cell;
}

}  // namespace

HeapProfiler::HeapProfiler(Vm& vm, const Options& options)
    : vm_(vm), options_(options), interval_(options.firstInterval) {
    nodes_.push_back({HeapProfile::kNoSite, nullptr, 0, {}});
    vm_.heap().setObserver(this, interval_);
}

HeapProfiler::~HeapProfiler() {
    vm_.heap().setObserver(nullptr, 0);
}

// ---- samples

uint32_t HeapProfiler::nodeOf(uint32_t parent, const Proto* proto, uint32_t line) {
    auto [known, isNew] =
        nodeNumbers_.try_emplace({parent, proto, line}, static_cast<uint32_t>(nodes_.size()));
    if (isNew) nodes_.push_back({parent, proto, line, {}});
    return known->second;
}

// The node of the calls that are running; of very many only the innermost.
uint32_t HeapProfiler::here() {
    constexpr size_t kMostCalls = 128;
    VmStack& stack = vm_.stack();
    Frame* first = stack.beforeFirst() + 1;
    if (stack.depth() > kMostCalls) first = stack.frame() - kMostCalls + 1;
    uint32_t node = 0;
    for (Frame* frame = first; frame <= stack.frame(); ++frame)
        node = nodeOf(node, frame->proto(), frame->proto()->lineAt(frame->offset()));
    return node;
}

void HeapProfiler::nameType(Sample& sample) {
    if (sample.type != kNoType) return;
    std::string name = typeOf(sample.object);
    if (name.empty()) return;
    auto [known, isNew] = typeNumbers_.try_emplace(name, static_cast<uint32_t>(types_.size()));
    if (isNew) types_.push_back({name, {}});
    sample.type = known->second;
    HeapProfile::Figures& figures = types_[sample.type].figures;
    figures.allocatedBytes += sample.bytes;
    figures.allocatedObjects += sample.objects;
}

void HeapProfiler::onAllocation(HeapObject* o, size_t bytes, size_t weight) {
    if (!samples_.empty()) nameType(samples_.back());
    uint64_t objects = std::max<uint64_t>(1, weight / std::max<size_t>(bytes, 1));
    Sample sample{o, here(), kNoType, weight, objects, monotonicNs()};
    HeapProfile::Figures& figures = nodes_[sample.node].figures;
    figures.allocatedBytes += weight;
    figures.allocatedObjects += objects;
    figures.liveBytes += weight;
    figures.liveObjects += objects;
    samples_.push_back(sample);
    if (++count_ % options_.samplesPerDoubling == 0) {
        interval_ *= 2;
        vm_.heap().setObserver(this, interval_);
    }
}

void HeapProfiler::onCollection(bool full, uint8_t alive) {
    std::erase_if(samples_, [&](Sample& sample) {
        nameType(sample);
        if ((sample.object->gcBits & alive) != 0) return false;
        HeapProfile::Figures& figures = nodes_[sample.node].figures;
        figures.liveBytes -= sample.bytes;
        figures.liveObjects -= sample.objects;
        return true;
    });
    if (full) checkPopulations();
}

void HeapProfiler::checkPopulations() {
    for (Node& node : nodes_) {
        uint64_t now = node.figures.liveObjects;
        node.rises += now > node.populationBefore;
        node.falls += now < node.populationBefore;
        node.populationBefore = now;
    }
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
    std::ranges::sort(profile.types, std::greater(), [](const auto& type) { return type.figures.liveBytes; });
    addLeaks(profile, now);
    return profile;
}

void HeapProfiler::addLeaks(HeapProfile& profile, uint64_t nowNs) {
    constexpr uint32_t kLeastRises = 2;
    std::vector<const Sample*> oldest;
    std::unordered_map<uint32_t, size_t> known;
    for (const Sample& sample : samples_) {
        const Node& node = nodes_[sample.node];
        if (node.falls != 0 || node.rises < kLeastRises || known.contains(sample.node)) continue;
        if (nowNs - sample.bornNs < options_.leakNs) continue;
        known.emplace(sample.node, oldest.size());
        oldest.push_back(&sample);
        HeapProfile::Leak leak;
        leak.site = sample.node;
        leak.type = sample.type == kNoType ? "" : types_[sample.type].name;
        leak.objects = node.figures.liveObjects;
        leak.bytes = node.figures.liveBytes;
        leak.ageSeconds = static_cast<double>(nowNs - sample.bornNs) * 1e-9;
        profile.leaks.push_back(std::move(leak));
    }
    if (!oldest.empty()) addPaths(profile, oldest);
    std::ranges::sort(profile.leaks, std::greater(), &HeapProfile::Leak::bytes);
}

void HeapProfiler::addPaths(HeapProfile& profile, const std::vector<const Sample*>& oldest) {
    const std::vector<Heap::Reached> reached = vm_.heap().walk();
    std::unordered_map<const HeapObject*, size_t> leakOf;
    for (size_t i = 0; i < oldest.size(); ++i) leakOf.emplace(oldest[i]->object, i);
    for (const Heap::Reached& found : reached) {
        auto leak = leakOf.find(found.object);
        if (leak == leakOf.end()) continue;
        std::vector<std::string>& path = profile.leaks[leak->second].path;
        const Heap::Reached* at = &found;
        for (; at->from < Heap::kFromStack; at = &reached[at->from]) {
            if (!isInternal(at->object->kind)) path.push_back(typeOf(at->object));
        }
        if (!isInternal(at->object->kind)) path.push_back(typeOf(at->object));
        path.push_back(at->from == Heap::kFromStack ? "native stack" : "root");
        std::ranges::reverse(path);
    }
}

}  // namespace noodle
