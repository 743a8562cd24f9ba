// String and bytes literals. Neighbouring literals on a line (or inside brackets) are one.
#include "compiler/parse/parser.h"

namespace noodle::parse_detail {

StringPart* Parser::makeTextPart(std::string_view value, Span span) {
    StringPart* part = make<StringPart>(span.begin);
    part->text = value;
    part->span.end = span.end;
    part->height = 1;
    return part;
}

// Joins text parts; a StringLit when there is no expression among them.
Expr* Parser::joinParts(ListBuilder<StringPart>& parts, uint32_t start) {
    ListBuilder<StringPart> joined(*this);
    bool hasExpr = false;
    for (size_t i = 0; i < parts.size(); ++i) {
        StringPart* part = parts[i];
        hasExpr |= part->expr != nullptr;
        bool joins = !part->expr && joined.size() && !joined.back()->expr;
        if (!joins) {
            joined.add(part);
            continue;
        }
        // One arena copy for the whole run of texts keeps this linear.
        std::string text(joined.back()->text);
        for (; i < parts.size() && !parts[i]->expr; ++i) text += parts[i]->text;
        --i;
        joined.back()->text = arena_.copy(text);
    }
    if (!hasExpr) {
        StringLit* literal = make<StringLit>(start);
        if (joined.size()) literal->value = joined[0]->text;
        return finish(literal);
    }
    InterpolatedString* node = make<InterpolatedString>(start);
    node->parts = joined.take(arena_);
    return finish(node);
}

Expr* Parser::parseStringRun() {
    uint32_t start = begin();
    bool alone = at(K::String) && kindAhead() != K::String && kindAhead() != K::StringBegin;
    if (alone) {
        StringLit* literal = make<StringLit>(start);
        literal->value = stream_.texts[token().payload];
        advance();
        return finish(literal);
    }
    ListBuilder<StringPart> parts(*this);
    do {
        if (at(K::String)) {
            parts.add(makeTextPart(stream_.texts[token().payload], here()));
            advance();
        } else {
            parseInterpolated(parts);
        }
    } while ((at(K::String) || at(K::StringBegin)) && !atLineBreak());
    return joinParts(parts, start);
}

void Parser::parseInterpolated(ListBuilder<StringPart>& parts) {
    Nesting nesting(*this);
    if (!nesting) return;
    advance();
    while (!panic_ && !at(K::StringEnd)) {
        if (at(K::StringText)) {
            parts.add(makeTextPart(stream_.texts[token().payload], here()));
            advance();
        } else {
            parseInterpolation(parts);
        }
    }
    accept(K::StringEnd);
}

void Parser::parseInterpolation(ListBuilder<StringPart>& parts) {
    uint32_t open = static_cast<uint32_t>(pos_);
    StringPart* part = make<StringPart>(begin());
    advance();
    if (at(K::InterpolationEnd)) {
        fail(Diag::EmptyInterpolation, spanOf(tokens_[open]));
        return;
    }
    uint32_t exprBegin = tokens_[open].end;
    ContextScope scope(*this, kInBrackets);
    part->expr = parseExpressionOrTuple();
    bool debug = at(K::DebugEqual);
    if (debug) {
        Span text{stream_.file, exprBegin, token().end};
        parts.add(makeTextPart(file_.text(text), text));
        advance();
    }
    if (at(K::Conversion)) {
        part->conversion = static_cast<char>(token().payload);
        advance();
    }
    if (accept(K::FormatColon)) part->spec = parseFormatSpec();
    if (debug && !part->conversion && !part->spec) part->conversion = 'r';
    if (!at(K::InterpolationEnd)) {
        if (!panic_) {
            auto builder = fail(Diag::ExpectedToken, {"`}` at the end of the interpolation", found()});
            builder.note(spanOf(tokens_[open]), "the interpolation starts here");
        }
        return;
    }
    advance();
    parts.add(finish(part));
}

Expr* Parser::parseFormatSpec() {
    Nesting nesting(*this);
    if (!nesting) return bad();
    uint32_t start = begin();
    ListBuilder<StringPart> parts(*this);
    while (at(K::StringText) || at(K::InterpolationBegin)) {
        if (at(K::StringText)) {
            parts.add(makeTextPart(stream_.texts[token().payload], here()));
            advance();
        } else {
            parseInterpolation(parts);
        }
    }
    return joinParts(parts, start);
}

Expr* Parser::parseBytesRun() {
    BytesLit* literal = make<BytesLit>(begin());
    std::string_view value = stream_.texts[token().payload];
    advance();
    if (at(K::Bytes) && !atLineBreak()) {
        std::string all(value);
        for (; at(K::Bytes) && !atLineBreak(); advance()) all += stream_.texts[token().payload];
        value = arena_.copy(all);
    }
    literal->value = value;
    return finish(literal);
}

}  // namespace noodle::parse_detail
