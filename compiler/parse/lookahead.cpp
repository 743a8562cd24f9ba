// Decisions that look at tokens without parsing them.
//
// Parsing is linear because each of these jumps over bracket groups by the lexer's partner table, stops at
// the first token that decides, and remembers what would otherwise be scanned again: type lists in the
// payload of their `<`, ends of headers in headerStops_.
#include "compiler/parse/parser.h"

namespace noodle::parse_detail {

namespace {

constexpr Name kLowerTypeNames[] = {
    names::kInt, names::kFloat,       names::kBool,   names::kString, names::kStr,  names::kChar,
    names::kAny, names::kLowerList,   names::kDict,   names::kBytes,  names::kVoid, names::kLowerTuple,
    names::kSet, names::kLowerNumber, names::kBigint, names::kObject,
};

}  // namespace

// Primitive or Capitalised.
bool Parser::isTypeName(Name name) const {
    char first = names_.text(name)[0];
    if (first >= 'A' && first <= 'Z') return true;
    for (Name known : kLowerTypeNames) {
        if (name == known) return true;
    }
    return false;
}

// The `>` that closes the type list opened by the `<` at the index, or kNoPartner. A scan that fails marks
// every `<` still open on its way: their own scans would fail at the same token.
uint32_t Parser::genericClose(size_t less) {
    if (uint32_t known = tokens_[less].payload) return known;
    std::vector<uint32_t>& stack = angleStack_;
    stack.clear();
    auto closeAngles = [&](size_t count, uint32_t at) {
        for (; count; --count) {
            if (stack.empty() || tokens_[stack.back()].kind != K::Less) return false;
            tokens_[stack.back()].payload = at;
            stack.pop_back();
        }
        return true;
    };
    auto closeGroup = [&](K open) {
        if (stack.empty() || tokens_[stack.back()].kind != open) return false;
        stack.pop_back();
        return true;
    };
    bool ok = true;
    for (size_t i = less; ok; ++i) {
        ++steps_;
        const Token& t = tokenAt(i);
        switch (t.kind) {
            case K::Less:
            case K::LeftParen:
            case K::LeftBracket:
                stack.push_back(static_cast<uint32_t>(i));
                break;
            case K::Greater:
                ok = closeAngles(1, static_cast<uint32_t>(i));
                break;
            case K::GreaterGreater:
                ok = stack.size() >= 2 && closeAngles(2, static_cast<uint32_t>(i));
                break;
            case K::GreaterGreaterGreater:
                ok = stack.size() >= 3 && closeAngles(3, static_cast<uint32_t>(i));
                break;
            case K::RightParen:
                ok = closeGroup(K::LeftParen);
                break;
            case K::RightBracket:
                ok = closeGroup(K::LeftBracket);
                break;
            case K::Name:
                ok = isTypeName(t.name()) || tokenAt(i + 1).kind == K::Dot;
                break;
            case K::KwNull:
            case K::Comma:
            case K::Pipe:
            case K::Question:
            case K::Dot:
            case K::Arrow:
            case K::FatArrow:
                break;
            default:
                ok = false;
                break;
        }
        if (ok && stack.empty()) return tokens_[less].payload;
    }
    for (uint32_t index : stack) {
        if (tokens_[index].kind == K::Less) tokens_[index].payload = kNoPartner;
    }
    tokens_[less].payload = kNoPartner;
    return kNoPartner;
}

bool Parser::scanTypeName(size_t index, bool strict) const {
    const Token& t = tokenAt(index);
    if (t.kind == K::KwNull) return true;
    if (t.kind == K::String) return !strict;
    if (t.kind != K::Name) return false;
    return !strict || isTypeName(t.name()) || tokenAt(index + 1).kind == K::Dot;
}

// The index behind the type at the index, or 0 where none stands. Strict: only primitive and Capitalised
// names are types.
size_t Parser::scanType(size_t index, bool strict) {
    for (;;) {
        ++steps_;
        K k = tokenAt(index).kind;
        if (k == K::LeftParen || k == K::LeftBracket) {
            if (partner(index) == kNoPartner) return 0;
            index = partner(index) + 1;
        } else if (scanTypeName(index, strict)) {
            ++index;
            while (tokenAt(index).kind == K::Dot && tokenAt(index + 1).kind == K::Name) index += 2;
        } else {
            return 0;
        }
        for (bool more = true; more;) {
            k = tokenAt(index).kind;
            more = false;
            if (k == K::Less) {
                uint32_t close = genericClose(index);
                if (close == kNoPartner) return 0;
                index = close + 1;
                more = true;
            } else if (k == K::LeftBracket && !tokenAt(index).firstOnLine() && partner(index) != kNoPartner) {
                index = partner(index) + 1;
                more = true;
            } else if (k == K::Question) {
                ++index;
                more = true;
            }
        }
        k = tokenAt(index).kind;
        if (k != K::Pipe && k != K::Arrow) return index;
        ++index;
    }
}

// The first token from the index on, at its depth, that ends a header or a line: `{`, `:`, `;`, else, a
// closing bracket, the end, or the first token of a line. Answers come from a table filled once, from the
// end.
size_t Parser::headerStop(size_t index) {
    if (headerStops_.empty()) {
        headerStops_.resize(tokens_.size());
        for (size_t i = tokens_.size(); i-- > 0;) {
            ++steps_;
            bool stop = tokens_[i].firstOnLine();
            switch (tokens_[i].kind) {
                case K::LeftBrace:
                case K::Colon:
                case K::Semicolon:
                case K::KwElse:
                case K::RightParen:
                case K::RightBracket:
                case K::RightBrace:
                case K::InterpolationEnd:
                case K::FormatColon:
                case K::EndOfFile:
                    stop = true;
                    break;
                default:
                    break;
            }
            size_t next = skipGroup(i);
            headerStops_[i] = stop || next >= tokens_.size() ? static_cast<uint32_t>(i) : headerStops_[next];
        }
    }
    return headerStops_[index < last_ ? index : last_];
}

bool Parser::startsOperand(const Token& t) const {
    switch (t.kind) {
        case K::Name:
        case K::Int:
        case K::Float:
        case K::String:
        case K::StringBegin:
        case K::Bytes:
        case K::LeftParen:
        case K::LeftBracket:
        case K::LeftBrace:
        case K::Minus:
        case K::Plus:
        case K::Tilde:
        case K::Bang:
        case K::KwTrue:
        case K::KwFalse:
        case K::KwNull:
        case K::KwNot:
        case K::KwNew:
        case K::KwSelf:
        case K::KwSuper:
        case K::KwAwait:
        case K::KwAsync:
        case K::KwFunction:
        case K::KwIf:
            return true;
        default:
            return false;
    }
}

// Whether the token, first on its line, belongs to the expression before it.
bool Parser::continuesLine() {
    switch (kind()) {
        case K::Dot:
        case K::QuestionDot:
        case K::Pipe:
        case K::PipeGreater:
        case K::AmpAmp:
        case K::PipePipe:
        case K::QuestionQuestion:
        case K::KwAnd:
        case K::KwOr:
        case K::Question:
        case K::EqualEqual:
        case K::BangEqual:
        case K::LessEqual:
        case K::Less:
        case K::GreaterEqual:
        case K::Greater:
        case K::Slash:
        case K::FloorSlash:
        case K::Percent:
        case K::StarStar:
        case K::Caret:
        case K::Amp:
        case K::LessLess:
        case K::GreaterGreater:
        case K::GreaterGreaterGreater:
        case K::DotDot:
        case K::DotDotEqual:
        case K::KwIn:
            return true;
        case K::Name:
            return token().name() == names::kIs && kindAhead() != K::Less && kindAhead() != K::Equal &&
                   !isArmAhead();
        default:
            return false;
    }
}

// `is T =>` at the start of a line is the next arm of a match, not a test of the value before it.
bool Parser::isArmAhead() {
    size_t end = scanType(pos_ + 1, false);
    const Token& after = tokenAt(end);
    return end && (after.kind == K::FatArrow || (after.kind == K::Name && after.name() == names::kWhen));
}

// a?[i] without blanks: an optional index, unless a `:` behind the brackets makes it a ternary.
bool Parser::optionalIndexAhead() const {
    const Token& open = ahead();
    if (token().spaceBefore() || open.kind != K::LeftBracket || open.spaceBefore()) return false;
    return open.payload != kNoPartner && tokenAt(open.payload + 1).kind != K::Colon;
}

// Whether a lambda with parameters in parentheses (or one bare name) starts at the index.
bool Parser::lambdaAhead(size_t index) {
    if (context_.guard) return false;
    const Token& t = tokenAt(index);
    if (t.kind == K::Name) return tokenAt(index + 1).kind == K::FatArrow;
    if (t.kind != K::LeftParen || t.payload == kNoPartner) return false;
    size_t after = t.payload + 1;
    K k = tokenAt(after).kind;
    if (k == K::FatArrow) return true;
    bool mayHaveType = k == K::Arrow || (k == K::Colon && !context_.noReturnType && !context_.header);
    if (!mayHaveType) return false;
    size_t end = scanType(after + 1, true);
    return end && tokenAt(end).kind == K::FatArrow;
}

// Whether the contextual word `match` at the current token opens a match.
bool Parser::matchAhead() const {
    const Token& next = ahead();
    if (next.firstOnLine() || !startsOperand(next)) return false;
    switch (next.kind) {
        case K::LeftParen:
        case K::LeftBracket:
        case K::LeftBrace:
        case K::Minus:
        case K::Plus:
        case K::Bang:
            break;
        case K::Name:
            return next.name() != names::kIs && next.name() != names::kAs;
        case K::KwIf:
            return false;
        case K::KwNot:
            return ahead(2).kind != K::KwIn;
        default:
            return true;
    }
    size_t stop = const_cast<Parser*>(this)->headerStop(skipGroup(pos_ + 1));
    const Token& end = tokenAt(stop);
    if (end.kind == K::LeftBrace) return true;
    if (end.kind != K::Colon) return false;
    const Token& first = tokenAt(stop + 1);
    return first.firstOnLine() || (first.kind == K::Name && first.name() == names::kCase);
}

// `{` after `=>`: a map if it begins with a spread, a computed key, or a key whose entry ends in `,` or `}`.
bool Parser::braceIsMapAfterArrow(size_t brace) {
    uint32_t close = partner(brace);
    if (close == kNoPartner) return false;
    const Token& first = tokenAt(brace + 1);
    switch (first.kind) {
        case K::Ellipsis:
        case K::StarStar:
            return true;
        case K::LeftBracket:
            return first.payload != kNoPartner && tokenAt(first.payload + 1).kind == K::Colon;
        case K::Name:
        case K::String:
        case K::StringBegin:
        case K::Int:
        case K::Float:
            break;
        default:
            if (!isKeyword(first.kind)) return false;
            break;
    }
    size_t colon = skipGroup(brace + 1);
    return tokenAt(colon).kind == K::Colon && entryIsMap(colon + 1, close);
}

bool Parser::entryIsMap(size_t index, size_t close) {
    size_t start = index;
    while (index < close) {
        ++steps_;
        const Token& t = tokenAt(index);
        if (t.firstOnLine() && index > start) return false;
        switch (t.kind) {
            case K::Comma:
                return true;
            case K::Semicolon:
            case K::Equal:
                return false;
            case K::Less:
                if (uint32_t end = genericClose(index); end != kNoPartner) {
                    index = end + 1;
                    continue;
                }
                break;
            default:
                break;
        }
        index = skipGroup(index);
    }
    return true;
}

// For the error about a map at the start of a statement.
bool Parser::braceLooksLikeMap(size_t brace) const {
    K first = tokenAt(brace + 1).kind;
    return (first == K::String || first == K::Int) && tokenAt(brace + 2).kind == K::Colon;
}

// The content of `Name{…}`: nothing, a field, or a spread.
bool Parser::braceIsStructLiteral(size_t brace) const {
    const Token& first = tokenAt(brace + 1);
    if (first.kind == K::RightBrace || first.kind == K::Ellipsis) return true;
    bool key = first.kind == K::Name || first.kind == K::String || isKeyword(first.kind);
    return key && tokenAt(brace + 2).kind == K::Colon;
}

// Whether the group at the index is the whole condition of a header whose body may be a single statement.
bool Parser::groupIsWholeCondition(size_t openParen) {
    uint32_t close = partner(openParen);
    if (close == kNoPartner) return false;
    size_t after = close + 1;
    const Token& t = tokenAt(after);
    bool ambiguous = t.kind == K::LeftParen || t.kind == K::LeftBracket || t.kind == K::Minus ||
                     t.kind == K::Plus || t.kind == K::Star;
    if (ambiguous) {
        if (t.firstOnLine()) return true;
        K stop = tokenAt(headerStop(skipGroup(after))).kind;
        return stop != K::LeftBrace && stop != K::Colon;
    }
    size_t saved = pos_;
    pos_ = after;
    BinaryOp op;
    Level level;
    size_t width = 0;
    bool isOperator = (continuesLine() || binaryOperator(op, level) || comparisonOperator(op, width) ||
                       at(K::ColonEqual) || at(K::Equal) || at(K::PlusPlus) || at(K::MinusMinus)) &&
                      (!t.firstOnLine() || continuesLine());
    bool cast = atName(names::kAs) && !t.firstOnLine() && kindAhead() == K::Name;
    bool statement = (at(K::PlusPlus) || at(K::MinusMinus)) && startsOperand(ahead());
    pos_ = saved;
    return (!isOperator && !cast) || statement;
}

// Whether one of two kinds stands directly inside the group at the index.
bool Parser::groupHasTop(size_t open, K wanted, K alternative) const {
    uint32_t close = partner(open);
    if (close == kNoPartner) return false;
    for (size_t i = open + 1; i < close; i = skipGroup(i)) {
        K k = tokenAt(i).kind;
        if (k == wanted || k == alternative) return true;
    }
    return false;
}

bool Parser::endsStatementAt(size_t index) const {
    const Token& t = tokenAt(index);
    if (t.firstOnLine()) return true;
    return t.kind == K::EndOfFile || t.kind == K::Semicolon || t.kind == K::RightBrace;
}

}  // namespace noodle::parse_detail
