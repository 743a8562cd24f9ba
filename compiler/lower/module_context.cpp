#include "compiler/lower/module_context.h"

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
    if (offset < lineBegin_ || offset >= lineEnd_) {
        line_ = file.lineOf(offset);
        lineBegin_ = file.lineStart(line_);
        lineEnd_ = line_ < file.lineCount() ? file.lineStart(line_ + 1)
                                            : static_cast<uint32_t>(file.text().size()) + 1;
        offset_ = lineBegin_;
        column_ = 1;
    }
    // A column counts code points: every byte that does not continue one. Counting goes on from the last
    // position, in either direction, so that a file of one long line stays linear.
    std::string_view text = file.text();
    auto begins = [&](uint32_t at) { return (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80; };
    for (; offset_ < offset && offset_ < text.size(); ++offset_) column_ += begins(offset_) ? 1 : 0;
    for (; offset_ > offset; --offset_) column_ -= begins(offset_ - 1) ? 1 : 0;
    return {line_, column_};
}

}  // namespace noodle::lower
