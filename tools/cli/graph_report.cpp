#include "tools/cli/graph_report.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace noodle::cli {

namespace {

using Json = nlohmann::ordered_json;
using Kind = ModuleGraph::Kind;

constexpr const char* kKindNames[] = {"source", "broken", "compiled", "other", "missing"};

class Report {
  public:
    Report(const ModuleGraph& graph, const std::string& folder)
        : graph_(graph), cycles_(graph.cycles()), prefix_(folder + "/") {}

    std::string text() const;
    std::string json() const;
    std::string dot() const;

  private:
    std::string nameOf(uint32_t node) const {
        const std::string& file = graph_.nodes[node].file;
        return file.starts_with(prefix_) ? file.substr(prefix_.size()) : file;
    }
    static const char* kindOf(const ModuleGraph::Node& node) {
        return kKindNames[static_cast<size_t>(node.kind)];
    }
    const ModuleGraph::Import& importOf(ModuleGraph::Cycle::Step step) const {
        return graph_.nodes[step.node].imports[step.import];
    }
    static std::string remarks(const ModuleGraph::Import& import);
    void draw(std::string& out, const ModuleGraph::Cycle& cycle) const;

    const ModuleGraph& graph_;
    const std::vector<ModuleGraph::Cycle> cycles_;
    const std::string prefix_;
};

std::string Report::remarks(const ModuleGraph::Import& import) {
    std::string all;
    auto add = [&](bool holds, const char* word) {
        if (holds) all += std::string(all.empty() ? " (" : ", ") + word;
    };
    add(import.isLazy, "lazy");
    add(import.inFunction, "in a function");
    add(import.isOptional, "optional");
    add(import.isReexport, "re-export");
    return all.empty() ? all : all + ")";
}

void Report::draw(std::string& out, const ModuleGraph::Cycle& cycle) const {
    const size_t count = cycle.steps.size();
    out += "cycle of " + std::to_string(count) + (count == 1 ? " module" : " modules") +
           (cycle.isAtLoad ? ":\n" : ", harmless while loading:\n");
    for (size_t i = 0; i < count; ++i) {
        const ModuleGraph::Cycle::Step step = cycle.steps[i];
        const ModuleGraph::Import& import = importOf(step);
        const bool isLast = i + 1 == count;
        out += std::string(i == 0 ? "  ┌─▶ " : "  │   ") + nameOf(step.node) + "\n";
        out += std::string(isLast ? "  └──── " : "  │     ") + "line " + std::to_string(import.line) +
               " imports " + import.path + remarks(import) + "\n";
    }
}

std::string Report::text() const {
    std::string out;
    size_t imports = 0;
    for (const ModuleGraph::Node& node : graph_.nodes) {
        imports += node.imports.size();
        if (node.kind != Kind::Source && node.kind != Kind::Broken) continue;
        out += nameOf(static_cast<uint32_t>(&node - graph_.nodes.data()));
        out += node.kind == Kind::Broken ? " (cannot be read)\n" : "\n";
        for (const ModuleGraph::Import& import : node.imports) {
            const ModuleGraph::Node& target = graph_.nodes[import.to];
            out += "  " + std::to_string(import.line) + ": " + nameOf(import.to);
            if (target.kind == Kind::Missing) out += " (missing)";
            out += remarks(import) + "\n";
        }
    }
    for (const ModuleGraph::Cycle& cycle : cycles_) draw(out, cycle);
    auto count = [](size_t number, const char* one, const char* more) {
        return std::to_string(number) + " " + (number == 1 ? one : more);
    };
    return out + count(graph_.nodes.size(), "module", "modules") + ", " +
           count(imports, "import", "imports") + ", " + count(cycles_.size(), "cycle", "cycles") + "\n";
}

std::string Report::json() const {
    Json modules = Json::array();
    for (uint32_t i = 0; i < graph_.nodes.size(); ++i) {
        const ModuleGraph::Node& node = graph_.nodes[i];
        Json imports = Json::array();
        for (const ModuleGraph::Import& import : node.imports) {
            imports.push_back({{"path", import.path},
                               {"module", nameOf(import.to)},
                               {"line", import.line},
                               {"lazy", import.isLazy},
                               {"inFunction", import.inFunction},
                               {"optional", import.isOptional},
                               {"reexport", import.isReexport}});
        }
        modules.push_back({{"name", nameOf(i)}, {"kind", kindOf(node)}, {"imports", std::move(imports)}});
    }
    Json cycles = Json::array();
    for (const ModuleGraph::Cycle& cycle : cycles_) {
        Json names = Json::array();
        for (ModuleGraph::Cycle::Step step : cycle.steps) names.push_back(nameOf(step.node));
        cycles.push_back({{"modules", std::move(names)}, {"atLoad", cycle.isAtLoad}});
    }
    return Json{{"modules", std::move(modules)}, {"cycles", std::move(cycles)}}.dump(2) + "\n";
}

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

std::string Report::dot() const {
    std::string out = "digraph modules {\n  node [shape=box];\n";
    for (uint32_t i = 0; i < graph_.nodes.size(); ++i) {
        const Kind kind = graph_.nodes[i].kind;
        out += "  " + quoted(nameOf(i));
        if (kind == Kind::Compiled || kind == Kind::Other) out += " [style=rounded]";
        if (kind == Kind::Missing || kind == Kind::Broken) out += " [color=red, fontcolor=red]";
        out += ";\n";
    }
    std::vector<const ModuleGraph::Import*> cyclic;
    for (const ModuleGraph::Cycle& cycle : cycles_)
        for (ModuleGraph::Cycle::Step step : cycle.steps) cyclic.push_back(&importOf(step));
    for (uint32_t i = 0; i < graph_.nodes.size(); ++i) {
        for (const ModuleGraph::Import& import : graph_.nodes[i].imports) {
            std::string style = import.isAtLoad() ? "" : "style=dashed";
            const bool isCyclic = std::ranges::find(cyclic, &import) != cyclic.end();
            if (isCyclic) style += style.empty() ? "color=red" : ", color=red";
            out += "  " + quoted(nameOf(i)) + " -> " + quoted(nameOf(import.to)) +
                   (style.empty() ? "" : " [" + style + "]") + ";\n";
        }
    }
    return out + "}\n";
}

}  // namespace

std::optional<GraphForm> graphForm(const std::string& word) {
    if (word.empty() || word == "on" || word == "text") return GraphForm::Text;
    if (word == "json") return GraphForm::Json;
    if (word == "dot") return GraphForm::Dot;
    return std::nullopt;
}

std::string graphReport(const ModuleGraph& graph, GraphForm form, const std::string& folder) {
    const Report report(graph, folder);
    if (form == GraphForm::Text) return report.text();
    return form == GraphForm::Json ? report.json() : report.dot();
}

}  // namespace noodle::cli
