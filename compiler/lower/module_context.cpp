#include "compiler/lower/module_context.h"

#include <algorithm>

namespace noodle::lower {

ModuleContext::ModuleContext(const ast::Module& m, const sema::Analysis& analysis, std::string name,
                             const Context& context, const Options& o)
    : module(m),
      info(analysis.module()),
      names(context.names),
      options(o),
      builder(std::move(name), m.source ? m.source->name() : std::string()),
      types(builder, analysis, context.names, context.types) {}

ir::SourcePos ModuleContext::position(uint32_t offset) {
    if (module.source == nullptr) return {};
    const SourceFile& file = *module.source;
    if (offset < lineBegin_ || offset >= lineEnd_) moveToLine(file, offset);
    if (file.isAscii()) {
        uint32_t end = std::min(offset, static_cast<uint32_t>(file.text().size()));
        return {line_, end - lineBegin_ + 1};
    }
    // A column counts code points: every byte that does not continue one. Counting goes on from the last
    // position, in either direction, so that a file of one long line stays linear.
    std::string_view text = file.text();
    auto begins = [&](uint32_t at) { return (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80; };
    for (; offset_ < offset && offset_ < text.size(); ++offset_) column_ += begins(offset_) ? 1 : 0;
    for (; offset_ > offset; --offset_) column_ -= begins(offset_ - 1) ? 1 : 0;
    return {line_, column_};
}

// Most positions are on one of the next few lines.
void ModuleContext::moveToLine(const SourceFile& file, uint32_t offset) {
    constexpr uint32_t kNear = 4;
    uint32_t line = line_ + 1;
    bool isNear = false;
    if (offset >= lineEnd_ && lineEnd_ != 0) {
        uint32_t last = std::min(line_ + kNear, file.lineCount() - 1);
        while (line <= last && offset >= file.lineStart(line + 1)) ++line;
        isNear = line <= last;
    }
    line_ = isNear ? line : file.lineOf(offset);
    lineBegin_ = file.lineStart(line_);
    lineEnd_ =
        line_ < file.lineCount() ? file.lineStart(line_ + 1) : static_cast<uint32_t>(file.text().size()) + 1;
    offset_ = lineBegin_;
    column_ = 1;
}

namespace {
// For reflection: a default that is a whole function is not worth keeping.
constexpr uint32_t kMostWritten = 120;
}  // namespace

uint32_t ModuleContext::written(const ast::Node* node) {
    if (node == nullptr || module.source == nullptr) return bc::kNone32;
    std::string_view text = module.source->text(node->span);
    if (text.empty() || text.size() > kMostWritten) return bc::kNone32;
    return builder.string(text);
}

uint32_t ModuleContext::written(const Seq<ast::Expr*>& decorators) {
    std::string all;
    if (module.source == nullptr) return bc::kNone32;
    for (const ast::Expr* decorator : decorators) {
        if (!all.empty()) all += '\n';
        all += module.source->text(decorator->span);
    }
    return all.empty() ? bc::kNone32 : builder.string(all);
}

}  // namespace noodle::lower
