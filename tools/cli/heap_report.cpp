#include "tools/cli/heap_report.h"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <vector>

#include "vm/isolate/heap_path.h"

namespace noodle::cli {

namespace {

using Json = nlohmann::ordered_json;
using Site = HeapProfile::Site;
using Figures = HeapProfile::Figures;

std::string bytesText(uint64_t bytes) {
    constexpr const char* kUnits[] = {"bytes", "KB", "MB", "GB", "TB"};
    auto amount = static_cast<double>(bytes);
    size_t unit = 0;
    for (; amount >= 1024 && unit + 1 < std::size(kUnits); ++unit) amount /= 1024;
    char text[48];
    std::snprintf(text, sizeof text, unit == 0 ? "%.0f %s" : "%.1f %s", amount, kUnits[unit]);
    return text;
}

std::string secondsText(double seconds) {
    return std::to_string(static_cast<uint64_t>(seconds)) + " s";
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

// Written row by row: a tree of values for all sites would take longer than many a program.
std::string quoted(const std::string& text) {
    return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string figuresJson(const Figures& figures) {
    return "\"allocatedBytes\": " + std::to_string(figures.allocatedBytes) +
           ", \"allocatedObjects\": " + std::to_string(figures.allocatedObjects) +
           ", \"liveBytes\": " + std::to_string(figures.liveBytes) +
           ", \"liveObjects\": " + std::to_string(figures.liveObjects) + "}";
}

std::string siteJson(const Site& site) {
    std::string parent = site.parent == HeapProfile::kNoSite ? "null" : std::to_string(site.parent);
    return "{\"parent\": " + parent + ", \"function\": " + quoted(site.function) +
           ", \"file\": " + quoted(site.file) + ", \"line\": " + std::to_string(site.line) + ", " +
           figuresJson(site.own);
}

template <typename Row, typename Text>
std::string arrayJson(const std::vector<Row>& rows, Text text) {
    std::string all = "[";
    for (const Row& row : rows) {
        all += all.size() == 1 ? "\n    " : ",\n    ";
        all += text(row);
    }
    return all + "\n  ]";
}

std::string jsonReport(const HeapProfile& profile) {
    auto type = [](const HeapProfile::Type& t) {
        return "{\"name\": " + quoted(t.name) + ", " + figuresJson(t.figures);
    };
    auto leak = [&](const HeapProfile::Leak& l) {
        Json row = {{"site", l.site},   {"place", placeOf(profile.sites[l.site])},
                    {"type", l.type},   {"objects", l.objects},
                    {"bytes", l.bytes}, {"ageSeconds", l.ageSeconds},
                    {"path", l.path}};
        return row.dump(-1, ' ', false, Json::error_handler_t::replace);
    };
    auto resource = [&](const HeapProfile::Resource& r) {
        Json row = {{"name", r.name},
                    {"site", r.site},
                    {"place", placeOf(profile.sites[r.site])},
                    {"ageSeconds", r.ageSeconds},
                    {"lost", r.lost}};
        return row.dump(-1, ' ', false, Json::error_handler_t::replace);
    };
    return "{\n  \"samples\": " + std::to_string(profile.samples) +
           ",\n  \"types\": " + arrayJson(profile.types, type) +
           ",\n  \"leaks\": " + arrayJson(profile.leaks, leak) +
           ",\n  \"resources\": " + arrayJson(profile.resources, resource) +
           ",\n  \"sites\": " + arrayJson(profile.sites, siteJson) + "\n}\n";
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
        text += row({placeOf(profile.sites[leak.site]), leak.type, std::to_string(leak.objects),
                     bytesText(leak.bytes), secondsText(leak.ageSeconds), pathText(leak.path)});
    }
    return text + "</table>\n";
}

std::string resourceTable(const HeapProfile& profile) {
    if (profile.resources.empty()) return "";
    std::string text =
        "<h2>Open at the end</h2>\n<table><tr><th>what</th><th>opened at</th><th>age</th><th></th></tr>\n";
    for (const HeapProfile::Resource& resource : profile.resources)
        text += row({resource.name, placeOf(profile.sites[resource.site]), secondsText(resource.ageSeconds),
                     resource.lost ? "lost: nothing refers to it" : ""});
    return text + "</table>\n";
}

std::string htmlReport(const HeapProfile& profile) {
    return "<!doctype html>\n<html><head><meta charset=\"utf-8\"><title>Heap profile</title>\n"
           "<style>body{font-family:sans-serif;margin:1em}td,th{text-align:left;padding:1px 12px 1px 0}"
           "svg{max-width:100%}</style></head><body>\n<h1>Heap profile</h1>\n<p>Estimated from " +
           std::to_string(profile.samples) + " samples.</p>\n<h2>Possible leaks</h2>\n" + leakTable(profile) +
           resourceTable(profile) + "<h2>Live at the end, by calls</h2>\n" +
           FlameGraph(profile.sites, &Figures::liveBytes).svg() + "<h2>Allocated, by calls</h2>\n" +
           FlameGraph(profile.sites, &Figures::allocatedBytes).svg() + "<h2>Types</h2>\n" +
           typeTable(profile) + "<h2>Lines</h2>\n" + siteTable(profile) + "</body></html>\n";
}

}  // namespace

std::optional<HeapReportForm> heapReportForm(const std::string& file) {
    if (file.ends_with(".json")) return HeapReportForm::Json;
    if (file.ends_with(".svg")) return HeapReportForm::Svg;
    if (file.ends_with(".html")) return HeapReportForm::Html;
    return std::nullopt;
}

std::string leakText(const HeapProfile& profile) {
    std::string text;
    for (const HeapProfile::Leak& leak : profile.leaks) {
        text += "possible leak: " + placeOf(profile.sites[leak.site]) + ": about " +
                std::to_string(leak.objects) + " objects, " + bytesText(leak.bytes) + ", the oldest " +
                secondsText(leak.ageSeconds) + " old\n";
        if (!leak.path.empty()) text += "    held by " + pathText(leak.path) + "\n";
    }
    for (const HeapProfile::Resource& resource : profile.resources) {
        text += (resource.lost ? "lost without being closed: " : "open at the end: ") + resource.name + ", " +
                secondsText(resource.ageSeconds) + " old, opened by " +
                placeOf(profile.sites[resource.site]) + "\n";
    }
    return text.empty() ? "no leaks\n" : text;
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
