// match: the subject and its arms.
#include "compiler/parse/parser.h"

namespace noodle::parse_detail {

MatchExpr* Parser::parseMatch() {
    uint32_t column = lineColumn();
    MatchExpr* node = make<MatchExpr>(begin());
    advance();
    {
        Context context = context_;
        context.header = true;
        context.noReturnType = true;
        ContextScope scope(*this, context);
        node->subject = parseExpressionOrTuple();
    }
    ListBuilder<MatchArm> arms(*this);
    parseArms(arms, column);
    node->arms = arms.take(arena_);
    return finish(node);
}

// Arms in braces or a colon suite, separated by newline, comma or semicolon.
void Parser::parseArms(ListBuilder<MatchArm>& arms, uint32_t headerColumn) {
    parseMembersBody("match", headerColumn, [&] { arms.add(parseArm()); });
}

// [case] pattern [when c | if c] body
MatchArm* Parser::parseArm() {
    Nesting nesting(*this);
    uint32_t column = lineColumn();
    MatchArm* arm = make<MatchArm>(begin());
    if (!nesting) return finish(arm);
    K next = kindAhead();
    bool caseWord = atName(names::kCase) && aheadOnLine() && next != K::FatArrow && next != K::Colon &&
                    next != K::Comma && next != K::Pipe;
    if (caseWord) advance();
    bool defaultArm =
        (at(K::KwElse) || atName(names::kDefault)) && (kindAhead() == K::FatArrow || kindAhead() == K::Colon);
    if (defaultArm) {
        WildcardPattern* wildcard = make<WildcardPattern>(begin());
        advance();
        arm->pattern = finish(wildcard);
    } else {
        uint32_t start = begin();
        arm->pattern = parsePattern(false);
        if (at(K::Comma) && !atLineBreak()) {
            ListBuilder<Pattern> items(*this);
            items.add(arm->pattern);
            while (accept(K::Comma) && !panic_ && !at(K::Colon)) items.add(parsePattern(false));
            TuplePattern* tuple = make<TuplePattern>(start);
            tuple->items = items.take(arena_);
            arm->pattern = finish(tuple);
        }
    }
    bool guarded = at(K::KwIf) || (atName(names::kWhen) && !token().firstOnLine());
    if (guarded) {
        advance();
        Context context = context_;
        context.guard = true;
        context.header = true;
        context.noReturnType = true;
        ContextScope scope(*this, context);
        arm->guard = parseExpression();
    }
    parseArmBody(arm, column);
    return finish(arm);
}

void Parser::parseArmBody(MatchArm* arm, uint32_t column) {
    if (accept(K::FatArrow)) {
        arm->isArrow = true;
        arm->body = parseArrowBody(arm);
        return;
    }
    if (at(K::LeftBrace)) {
        arm->body = parseBraceBlock();
    } else if (at(K::Colon)) {
        advance();
        arm->body = parseSuite(column);
    } else if (!panic_) {
        failExpected("`=>`, `:` or `{` after the pattern");
    }
}

// One statement or expression that a newline, `,`, `;` or the end of the arms ends; or a block.
Block* Parser::parseArrowBody(MatchArm* arm) {
    if (at(K::LeftBrace) && !braceIsMapAfterArrow(pos_)) return parseBraceBlock();
    Block* block = make<Block>(begin());
    Context context = context_;
    context.noTuple = true;
    context.commaEnds = true;
    context.singleBody = true;
    ContextScope scope(*this, context);
    Statements statements(*this);
    bool compound = at(K::KwFor) || at(K::KwWhile) || at(K::KwTry) || at(K::KwWith) || at(K::KwDo);
    if (compound) {
        parseKeywordStatement(statements);
    } else if (atName(names::kPass) && !atLineBreak()) {
        statements.add(finish(make<EmptyStmt>(begin())));
        advance();
    } else {
        parseSimple(statements);
        arm->isExpressionBody = statements.size() == 1 && isa<ExprStmt>(statements[0]);
    }
    bool ended = at(K::Comma) || at(K::Semicolon) || at(K::RightBrace) || at(K::RightParen) ||
                 at(K::RightBracket) || at(K::EndOfFile) || token().firstOnLine() || atName(names::kCase);
    if (!ended && !panic_) fail(Diag::ExpectedStatementEnd, {found()});
    block->stmts = statements.take(arena_);
    return finish(block);
}

}  // namespace noodle::parse_detail
