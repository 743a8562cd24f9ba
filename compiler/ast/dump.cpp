#include "compiler/ast/dump.h"

#include <charconv>

namespace noodle::ast {

namespace {

constexpr std::string_view kKindNames[] = {
#define NOODLE_NODE(Kind, Base) #Kind,
#include "compiler/ast/nodes.def"
};

// The index-th name of a stringised enumerator list "A, B, C".
constexpr std::string_view enumerator(std::string_view list, size_t index) {
    for (; index; --index) list.remove_prefix(list.find(',') + 2);
    return list.substr(0, list.find(','));
}

class Dumper {
  public:
    Dumper(const NameTable& names, DumpOptions options) : names_(names), options_(options) {}

    void node(std::string_view label, const Node& node);
    std::string take() { return std::move(out_); }

  private:
    void fields(const Node& node);
    void children(const Node& node);
    void key(std::string_view label) {
        out_ += ' ';
        out_ += label;
        out_ += '=';
    }
    void quoted(std::string_view text);

    void value(std::string_view label, bool v) {
        if (!v) return;
        out_ += ' ';
        out_ += label;
    }
    void value(std::string_view label, Name v) {
        if (!v) return;
        key(label);
        out_ += names_.text(v);
    }
    void value(std::string_view label, std::string_view v) {
        if (v.empty() && label != "value") return;
        key(label);
        quoted(v);
    }
    void value(std::string_view label, int64_t v) {
        key(label);
        out_ += std::to_string(v);
    }
    void value(std::string_view label, uint32_t v) {
        if (v) value(label, static_cast<int64_t>(v));
    }
    void value(std::string_view label, char v) {
        if (v) value(label, std::string_view(&v, 1));
    }
    void value(std::string_view label, double v) {
        char buffer[32];
        auto end = std::to_chars(buffer, buffer + sizeof buffer, v).ptr;
        key(label);
        out_.append(buffer, end);
    }
    template <typename E>
    requires std::is_enum_v<E>
    void value(std::string_view label, E v) {
        key(label);
        out_ += textOf(v);
    }
    template <typename T>
    void values(std::string_view label, Seq<T> seq) {
        for (const T& item : seq) value(label, item);
    }

    const NameTable& names_;
    DumpOptions options_;
    std::string out_;
    size_t indent_ = 0;
};

void Dumper::quoted(std::string_view text) {
    static constexpr char kHex[] = "0123456789abcdef";
    out_ += '"';
    for (char c : text) {
        if (c == '"' || c == '\\') {
            out_ += '\\';
            out_ += c;
        } else if (c == '\n') {
            out_ += "\\n";
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
            out_ += "\\x";
            out_ += kHex[static_cast<unsigned char>(c) >> 4];
            out_ += kHex[c & 15];
        } else {
            out_ += c;
        }
    }
    out_ += '"';
}

void Dumper::fields(const Node& node) {
    switch (node.kind) {
#define NOODLE_NODE(Kind, Base) \
    case NodeKind::Kind: {      \
        [[maybe_unused]] auto& n = static_cast<const Kind&>(node);
#define NOODLE_VALUE(Type, field) value(#field, n.field);
#define NOODLE_VALUES(Type, field) values(#field, n.field);
#define NOODLE_END(Kind) \
    break;               \
    }
#include "compiler/ast/nodes.def"
    }
}

void Dumper::children(const Node& node) {
    switch (node.kind) {
#define NOODLE_NODE(Kind, Base) \
    case NodeKind::Kind: {      \
        [[maybe_unused]] auto& n = static_cast<const Kind&>(node);
#define NOODLE_CHILD(Type, field) \
    if (n.field) this->node(#field, *n.field);
#define NOODLE_LIST(Type, field) \
    for (const auto* child : n.field) this->node(#field, *child);
#define NOODLE_END(Kind) \
    break;               \
    }
#include "compiler/ast/nodes.def"
    }
}

void Dumper::node(std::string_view label, const Node& node) {
    out_.append(indent_ * 2, ' ');
    if (!label.empty()) {
        out_ += label;
        out_ += ": ";
    }
    out_ += nameOf(node.kind);
    fields(node);
    if (options_.spans) {
        out_ += " @" + std::to_string(node.span.begin) + '-' + std::to_string(node.span.end);
    }
    if (options_.annotate) options_.annotate(out_, node, options_.context);
    out_ += '\n';
    ++indent_;
    children(node);
    --indent_;
}

}  // namespace

std::string_view nameOf(NodeKind kind) {
    return kKindNames[static_cast<size_t>(kind)];
}

#define NOODLE_ENUM(Type, ...)                                       \
    std::string_view textOf(Type value) {                            \
        return enumerator(#__VA_ARGS__, static_cast<size_t>(value)); \
    }
#include "compiler/ast/enums.def"

std::string dump(const Node& root, const NameTable& names, DumpOptions options) {
    Dumper dumper(names, options);
    dumper.node("", root);
    return dumper.take();
}

}  // namespace noodle::ast
