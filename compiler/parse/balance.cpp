// Finds the one missing brace behind a crowd of errors.
//
// A missing `{` or `}` shifts every pairing behind it, so the parser's errors come in numbers and far from
// the mistake. When the braces of a broken file do not pair up, the indentation tells where that began: the
// first `}` at the start of a line whose column is not that of the line of its `{`. Less deep: that `{`, or
// one inside it, was never closed. Deeper: a `{` is missing in front of the `}`. The errors behind that place
// go.
#include "compiler/parse/parser.h"

namespace noodle::parse_detail {

namespace {

struct Imbalance {
    bool found = false;
    bool unclosed = false;  // else a `}` too many
    size_t open = 0;
    size_t close = 0;
};

// lineColumns: for each token the column of the first token of its line.
std::vector<uint16_t> lineColumnsOf(const std::vector<Token>& tokens) {
    std::vector<uint16_t> columns(tokens.size());
    uint16_t column = 0;
    for (size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].firstOnLine()) column = tokens[i].column;
        columns[i] = column;
    }
    return columns;
}

Imbalance findImbalance(const std::vector<Token>& tokens) {
    Imbalance first;
    bool balanced = true;
    for (size_t i = 0; i < tokens.size(); ++i) {
        bool brace = tokens[i].kind == K::LeftBrace || tokens[i].kind == K::RightBrace;
        if (!brace || tokens[i].payload != kNoPartner) continue;
        if (balanced) first = {true, tokens[i].kind == K::LeftBrace, i, i};
        balanced = false;
    }
    if (balanced) return first;
    std::vector<uint16_t> columns = lineColumnsOf(tokens);
    for (size_t i = 0; i < tokens.size(); ++i) {
        const Token& t = tokens[i];
        if (t.kind != K::RightBrace || t.payload == kNoPartner || !t.firstOnLine()) continue;
        uint16_t opened = columns[t.payload];
        if (opened != t.column) return {true, t.column < opened, t.payload, i};
    }
    return first;
}

}  // namespace

// Replaces the errors behind a missing brace by one about it.
void Parser::reportImbalance(size_t mark) {
    Imbalance imbalance = findImbalance(tokens_);
    if (!imbalance.found) return;
    uint32_t from = tokens_[imbalance.open].begin;
    uint32_t place = imbalance.unclosed ? from : tokens_[imbalance.close].begin;
    if (!imbalance.unclosed) {
        // An error between the two braces is the mistake itself, seen by the parser; a `}` too many behind
        // any error is probably its consequence.
        bool pair = imbalance.open != imbalance.close;
        uint32_t earliest = sink_.firstErrorBetween(mark, stream_.file, pair ? from : 0, place);
        if (earliest != place) {
            sink_.dropErrorsFrom(mark, stream_.file, pair ? earliest + 1 : place);
            return;
        }
    }
    sink_.dropErrorsFrom(mark, stream_.file, place);
    if (imbalance.unclosed) {
        complain(Diag::UnclosedBracket, spanOf(tokens_[imbalance.open]), {"{", "}"});
        return;
    }
    auto builder = complain(Diag::UnmatchedClose, spanOf(tokens_[imbalance.close]), {"}", "{"});
    if (imbalance.open != imbalance.close) {
        builder.note(spanOf(tokens_[imbalance.open]), "it is not aligned with the `{` it would close");
    }
}

}  // namespace noodle::parse_detail
