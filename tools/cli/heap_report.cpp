#include "tools/cli/heap_report.h"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <vector>

namespace noodle::cli {

namespace {

using Json = nlohmann::ordered_json;
using Site = HeapProfile::Site;
using Figures = HeapProfile::Figures;

std::string placeOf(const Site& site) {
    if (site.file.empty()) return site.function;
    return site.function + " (" + site.file + ":" + std::to_string(site.line) + ")";
}

std::string bytesText(uint64_t bytes) {
    constexpr const char* kUnits[] = {"bytes", "KB", "MB", "GB", "TB"};
    auto amount = static_cast<double>(bytes);
    size_t unit = 0;
    for (; amount >= 1024 && unit + 1 < std::size(kUnits); ++unit) amount /= 1024;
    char text[48];
    std::snprintf(text, sizeof text, unit == 0 ? "%.0f %s" : "%.1f %s", amount, kUnits[unit]);
    return text;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (char c : text) {
        switch (c) {
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '&':
                out += "&amp;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
    }
    return out;
}

// ---- JSON

Json figuresJson(const Figures& figures) {
    return {{"allocatedBytes", figures.allocatedBytes},
            {"allocatedObjects", figures.allocatedObjects},
            {"liveBytes", figures.liveBytes},
            {"liveObjects", figures.liveObjects}};
}

std::string jsonReport(const HeapProfile& profile) {
    Json types = Json::array(), sites = Json::array(), leaks = Json::array();
    for (const HeapProfile::Type& type : profile.types) {
        Json row = {{"name", type.name}};
        row.update(figuresJson(type.figures));
        types.push_back(std::move(row));
    }
    for (const Site& site : profile.sites) {
        Json row = {{"parent", site.parent == HeapProfile::kNoSite ? Json() : Json(site.parent)},
                    {"function", site.function},
                    {"file", site.file},
                    {"line", site.line}};
        row.update(figuresJson(site.own));
        sites.push_back(std::move(row));
    }
    for (const HeapProfile::Leak& leak : profile.leaks) {
        leaks.push_back({{"site", leak.site},
                         {"place", placeOf(profile.sites[leak.site])},
                         {"type", leak.type},
                         {"objects", leak.objects},
                         {"bytes", leak.bytes},
                         {"ageSeconds", leak.ageSeconds},
                         {"path", leak.path}});
    }
    Json all = {{"samples", profile.samples},
                {"types", std::move(types)},
                {"sites", std::move(sites)},
                {"leaks", std::move(leaks)}};
    return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

// ---- flame graph

// Callers below, what they call above; a box is as wide as what it and all above it have of the bytes.
class FlameGraph {
  public:
    FlameGraph(const std::vector<Site>& sites, uint64_t Figures::*bytes) : sites_(sites) {
        totals_.resize(sites.size());
        children_.resize(sites.size());
        std::vector<uint32_t> depths(sites.size());
        for (uint32_t i = 0; i < sites.size(); ++i) {
            totals_[i] = sites[i].own.*bytes;
            if (sites[i].parent == HeapProfile::kNoSite) continue;
            children_[sites[i].parent].push_back(i);
            depths[i] = depths[sites[i].parent] + 1;
        }
        for (size_t i = sites.size(); i-- > 1;) totals_[sites[i].parent] += totals_[i];
        for (uint32_t i = 0; i < sites.size(); ++i) {
            if (widthOf(i) >= kLeastWidth) rows_ = std::max(rows_, depths[i] + 1);
        }
    }

    std::string svg() {
        out_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + std::to_string(kWidth) + " " +
               std::to_string(rows_ * kRow) + "\" width=\"" + std::to_string(kWidth) +
               "\" font-family=\"monospace\" font-size=\"12\">\n";
        // A list of open boxes and not recursion: calls may be many.
        std::vector<Box> open{{0, 0, 0}};
        while (!open.empty() && totals_[0] != 0) {
            Box box = open.back();
            open.pop_back();
            draw(box);
            double left = box.left;
            for (uint32_t child : children_[box.site]) {
                if (widthOf(child) >= kLeastWidth) open.push_back({child, box.depth + 1, left});
                left += widthOf(child);
            }
        }
        return out_ + "</svg>\n";
    }

  private:
    struct Box {
        uint32_t site, depth;
        double left;
    };
    static constexpr uint32_t kWidth = 1200, kRow = 18;
    static constexpr double kLeastWidth = 0.4;

    double shareOf(uint32_t site) const {
        return totals_[0] == 0 ? 0 : static_cast<double>(totals_[site]) / static_cast<double>(totals_[0]);
    }
    double widthOf(uint32_t site) const { return shareOf(site) * kWidth; }

    void draw(const Box& box) {
        constexpr double kCharacter = 7.3;
        const Site& site = sites_[box.site];
        double width = widthOf(box.site);
        uint32_t top = (rows_ - 1 - box.depth) * kRow;
        uint32_t hue = 10 + static_cast<uint32_t>(std::hash<std::string>()(site.function) % 45);
        char numbers[160];
        std::snprintf(numbers, sizeof numbers,
                      "<rect x=\"%.1f\" y=\"%u\" width=\"%.1f\" height=\"%u\" fill=\"hsl(%u,80%%,65%%)\" "
                      "stroke=\"white\" stroke-width=\"0.5\"/>",
                      box.left, top, width, kRow - 1, hue);
        char share[32];
        std::snprintf(share, sizeof share, ", %.1f %%", shareOf(box.site) * 100);
        out_ += "<g><title>" + escaped(placeOf(site)) + ": " + bytesText(totals_[box.site]) + share +
                "</title>" + numbers;
        auto room = static_cast<size_t>(width / kCharacter);
        std::string label = site.line == 0 ? site.function : site.function + ":" + std::to_string(site.line);
        if (room >= 3) {
            if (label.size() > room) label = label.substr(0, room - 1) + "~";
            char place[64];
            std::snprintf(place, sizeof place, "<text x=\"%.1f\" y=\"%u\">", box.left + 3, top + 13);
            out_ += place + escaped(label) + "</text>";
        }
        out_ += "</g>\n";
    }

    const std::vector<Site>& sites_;
    std::vector<uint64_t> totals_;  // with everything above
    std::vector<std::vector<uint32_t>> children_;
    uint32_t rows_ = 1;
    std::string out_;
};

// ---- page

std::string row(std::initializer_list<std::string> cells) {
    std::string text = "<tr>";
    for (const std::string& cell : cells) text += "<td>" + escaped(cell) + "</td>";
    return text + "</tr>\n";
}

std::string figureCells(const Figures& figures) {
    return "<td>" + bytesText(figures.liveBytes) + "</td><td>" + std::to_string(figures.liveObjects) +
           "</td><td>" + bytesText(figures.allocatedBytes) + "</td><td>" +
           std::to_string(figures.allocatedObjects) + "</td></tr>\n";
}

constexpr const char* kFigureHeads = "<th>live</th><th>objects</th><th>allocated</th><th>objects</th></tr>\n";

std::string typeTable(const HeapProfile& profile) {
    std::string text = std::string("<table><tr><th>type</th>") + kFigureHeads;
    for (const HeapProfile::Type& type : profile.types)
        text += "<tr><td>" + escaped(type.name) + "</td>" + figureCells(type.figures);
    return text + "</table>\n";
}

std::string siteTable(const HeapProfile& profile) {
    constexpr size_t kMost = 50;
    std::vector<const Site*> sites;
    for (const Site& site : profile.sites) {
        if (site.own.allocatedBytes != 0) sites.push_back(&site);
    }
    std::ranges::sort(sites, std::greater(), [](const Site* site) { return site->own.allocatedBytes; });
    if (sites.size() > kMost) sites.resize(kMost);
    std::string text = std::string("<table><tr><th>line</th>") + kFigureHeads;
    for (const Site* site : sites)
        text += "<tr><td>" + escaped(placeOf(*site)) + "</td>" + figureCells(site->own);
    return text + "</table>\n";
}

std::string leakTable(const HeapProfile& profile) {
    if (profile.leaks.empty()) return "<p>Nothing looks like a leak.</p>\n";
    std::string text =
        "<table><tr><th>line</th><th>type</th><th>objects</th><th>bytes</th><th>oldest</th><th>held "
        "by</th></tr>\n";
    for (const HeapProfile::Leak& leak : profile.leaks) {
        std::string path;
        for (const std::string& part : leak.path) path += (path.empty() ? "" : " > ") + part;
        text +=
            row({placeOf(profile.sites[leak.site]), leak.type, std::to_string(leak.objects),
                 bytesText(leak.bytes), std::to_string(static_cast<uint64_t>(leak.ageSeconds)) + " s", path});
    }
    return text + "</table>\n";
}

std::string htmlReport(const HeapProfile& profile) {
    return "<!doctype html>\n<html><head><meta charset=\"utf-8\"><title>Heap profile</title>\n"
           "<style>body{font-family:sans-serif;margin:1em}td,th{text-align:left;padding:1px 12px 1px 0}"
           "svg{max-width:100%}</style></head><body>\n<h1>Heap profile</h1>\n<p>Estimated from " +
           std::to_string(profile.samples) + " samples.</p>\n<h2>Possible leaks</h2>\n" + leakTable(profile) +
           "<h2>Live at the end, by calls</h2>\n" + FlameGraph(profile.sites, &Figures::liveBytes).svg() +
           "<h2>Allocated, by calls</h2>\n" + FlameGraph(profile.sites, &Figures::allocatedBytes).svg() +
           "<h2>Types</h2>\n" + typeTable(profile) + "<h2>Lines</h2>\n" + siteTable(profile) +
           "</body></html>\n";
}

}  // namespace

std::optional<HeapReportForm> heapReportForm(const std::string& file) {
    if (file.ends_with(".json")) return HeapReportForm::Json;
    if (file.ends_with(".svg")) return HeapReportForm::Svg;
    if (file.ends_with(".html")) return HeapReportForm::Html;
    return std::nullopt;
}

std::string heapReport(const HeapProfile& profile, HeapReportForm form) {
    switch (form) {
        case HeapReportForm::Json:
            return jsonReport(profile);
        case HeapReportForm::Svg:
            return FlameGraph(profile.sites, &Figures::allocatedBytes).svg();
        case HeapReportForm::Html:
            break;
    }
    return htmlReport(profile);
}

}  // namespace noodle::cli
