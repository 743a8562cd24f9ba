#include "compiler/driver/module_graph.h"

#include <algorithm>
#include <unordered_map>

#include "compiler/driver/import_list.h"
#include "compiler/parse/parse.h"

namespace noodle {

namespace {

using Kind = ModuleGraph::Kind;

class Builder {
  public:
    explicit Builder(ModuleFinder& finder) : finder_(finder) {}

    ModuleGraph build(const std::vector<std::string>& files) {
        for (const std::string& file : files) node(file, Kind::Source);
        // Grows while it is walked.
        for (uint32_t i = 0; i < graph_.nodes.size(); ++i) {
            if (graph_.nodes[i].kind == Kind::Source) read(i);
        }
        return std::move(graph_);
    }

  private:
    uint32_t node(const std::string& file, Kind kind) {
        auto [known, isNew] = numbers_.try_emplace(file, static_cast<uint32_t>(graph_.nodes.size()));
        if (isNew) graph_.nodes.push_back({file, kind, {}});
        return known->second;
    }
    uint32_t target(const ImportRef& ref, const std::string& importer);
    void read(uint32_t number);

    ModuleFinder& finder_;
    ModuleGraph graph_;
    std::unordered_map<std::string, uint32_t> numbers_;
};

uint32_t Builder::target(const ImportRef& ref, const std::string& importer) {
    ModuleFinder::Found found = finder_.find(ref.path, ref.dotted, importer);
    switch (found.kind) {
        case ModuleFinder::Kind::Source:
            return node(found.file, Kind::Source);
        case ModuleFinder::Kind::Listed:
            return node(found.file, Kind::Compiled);
        case ModuleFinder::Kind::Unknown:
            return node(ref.path, Kind::Other);
        case ModuleFinder::Kind::Missing:
            break;
    }
    return node(ref.path, Kind::Missing);
}

void Builder::read(uint32_t number) {
    const std::string file = graph_.nodes[number].file;
    std::optional<std::string> text = finder_.read(file);
    NameTable names;
    Arena arena;
    SourceSet sources;
    DiagnosticSink sink;
    if (!text || text->size() >= SourceFile::kMaxBytes) {
        graph_.nodes[number].kind = Kind::Broken;
        return;
    }
    SourceFile& source = sources.add(file, std::move(*text));
    ParseResult parsed = parse(source, names, arena, sink);
    if (sink.hasErrors()) {
        graph_.nodes[number].kind = Kind::Broken;
        return;
    }
    for (const ImportRef& ref : importsOf(*parsed.module, ImportScope::All)) {
        ModuleGraph::Import import;
        import.to = target(ref, file);
        import.path = ref.path;
        import.line = source.lineOf(ref.span.begin);
        import.isLazy = ref.isLazy;
        import.inFunction = ref.inFunction;
        import.isOptional = ref.isGuarded;
        import.isReexport = ref.isReexport;
        graph_.nodes[number].imports.push_back(std::move(import));
    }
}

// Shortest ways, by breadth, over all imports or over those at load.
class CycleFinder {
  public:
    CycleFinder(const std::vector<ModuleGraph::Node>& nodes, bool atLoad) : nodes_(nodes), atLoad_(atLoad) {}

    // Fills `out` and `covered`.
    void run(std::vector<ModuleGraph::Cycle>& out, std::vector<bool>& covered) {
        for (uint32_t start = 0; start < nodes_.size(); ++start) {
            if (covered[start] || !from(start)) continue;
            for (const auto& step : found_.steps) covered[step.node] = true;
            out.push_back(std::move(found_));
        }
    }

  private:
    using Step = ModuleGraph::Cycle::Step;
    bool from(uint32_t start);
    void collect(uint32_t start, Step last);

    const std::vector<ModuleGraph::Node>& nodes_;
    const bool atLoad_;
    ModuleGraph::Cycle found_;
    std::unordered_map<uint32_t, Step> cameBy_;
};

// Modules that were left without a cycle once lead to none, so each start costs what is reachable from it; a
// program without cycles is told apart before.
bool CycleFinder::from(uint32_t start) {
    cameBy_.clear();
    std::vector<uint32_t> queue{start};
    for (size_t at = 0; at < queue.size(); ++at) {
        const uint32_t number = queue[at];
        for (uint32_t i = 0; i < nodes_[number].imports.size(); ++i) {
            const ModuleGraph::Import& import = nodes_[number].imports[i];
            if (atLoad_ && !import.isAtLoad()) continue;
            if (import.to == start) {
                collect(start, {number, i});
                return true;
            }
            if (cameBy_.try_emplace(import.to, Step{number, i}).second) queue.push_back(import.to);
        }
    }
    return false;
}

void CycleFinder::collect(uint32_t start, Step last) {
    found_ = {};
    for (Step step = last;; step = cameBy_.at(step.node)) {
        found_.steps.push_back(step);
        const ModuleGraph::Import& import = nodes_[step.node].imports[step.import];
        found_.isAtLoad = found_.isAtLoad && import.isAtLoad();
        if (step.node == start) break;
    }
    std::ranges::reverse(found_.steps);
}

// Which nodes are left when those that nothing imports, and those that import nothing, are taken away again
// and again: every node of a cycle is among them.
std::vector<bool> outsideCycles(const std::vector<ModuleGraph::Node>& nodes, bool atLoad) {
    auto counts = [&](const ModuleGraph::Import& import) { return !atLoad || import.isAtLoad(); };
    std::vector<std::vector<uint32_t>> importers(nodes.size());
    std::vector<size_t> open(nodes.size());
    for (uint32_t i = 0; i < nodes.size(); ++i) {
        for (const ModuleGraph::Import& import : nodes[i].imports) {
            if (!counts(import)) continue;
            importers[import.to].push_back(i);
            ++open[i];
        }
    }
    std::vector<bool> isOutside(nodes.size());
    std::vector<uint32_t> done;
    for (uint32_t i = 0; i < nodes.size(); ++i) {
        if (open[i] == 0) done.push_back(i);
    }
    while (!done.empty()) {
        const uint32_t number = done.back();
        done.pop_back();
        isOutside[number] = true;
        for (uint32_t importer : importers[number]) {
            if (--open[importer] == 0) done.push_back(importer);
        }
    }
    return isOutside;
}

}  // namespace

std::vector<ModuleGraph::Cycle> ModuleGraph::cycles() const {
    std::vector<Cycle> all;
    std::vector<bool> onOne(nodes.size());
    for (bool atLoad : {true, false}) {
        std::vector<bool> covered = outsideCycles(nodes, atLoad);
        for (size_t i = 0; i < nodes.size(); ++i) covered[i] = covered[i] || onOne[i];
        const size_t before = all.size();
        CycleFinder(nodes, atLoad).run(all, covered);
        for (size_t i = before; i < all.size(); ++i)
            for (const Cycle::Step& step : all[i].steps) onOne[step.node] = true;
    }
    return all;
}

ModuleGraph moduleGraph(const std::vector<std::string>& files, ModuleFinder& finder) {
    return Builder(finder).build(files);
}

}  // namespace noodle
