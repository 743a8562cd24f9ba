// import and export, both families.
#include "compiler/parse/parser.h"

namespace noodle::parse_detail {

// At `import` or, for the lazy form, at `import` or `from`.
void Parser::parseImportStatement(Statements& out, bool isLazy) {
    uint32_t start = begin();
    if (atName(names::kFrom)) {
        out.add(parseFromImport(isLazy));
    } else {
        advance();
        bool quoted = at(K::LeftBrace) || at(K::Star) || at(K::String) || importFromAhead();
        if (quoted) {
            out.add(parseQuotedImport(isLazy, start));
        } else {
            parseImportModule(out, isLazy, start);
        }
    }
    endStatement();
}

// import X from "m": the default import that does not exist here.
bool Parser::importFromAhead() const {
    const Token& from = ahead();
    return at(K::Name) && from.kind == K::Name && from.name() == names::kFrom && kindAhead(2) == K::String;
}

// { a, b as c } from "m", * as M from "m", "m" [as h]
Stmt* Parser::parseQuotedImport(bool isLazy, uint32_t start) {
    ImportDecl* node = make<ImportDecl>(start);
    node->isLazy = isLazy;
    if (at(K::Name)) {
        fail(Diag::DefaultExport, here(),
             {"import", "write `import { " + text(token().name()) + " } from …`"});
        return finish(node);
    }
    if (at(K::String)) {
        node->form = ImportForm::Module;
        node->path = parseModulePath(&node->quoted, &node->dots, &node->pathSpan);
        if (acceptName(names::kAs)) node->alias = expectName("a name after `as`");
        return finish(node);
    }
    if (accept(K::Star)) {
        node->form = ImportForm::Star;
        if (acceptName(names::kAs)) {
            node->form = ImportForm::Module;
            node->alias = expectName("a name after `as`");
        }
    } else {
        uint32_t open = static_cast<uint32_t>(pos_);
        node->form = ImportForm::Names;
        advance();
        ContextScope scope(*this, kInBrackets);
        node->items = parseImportItems(K::RightBrace);
        expectClose(K::RightBrace, open, "`,` or `}`");
    }
    if (!acceptName(names::kFrom)) {
        if (!panic_) fail(Diag::InvalidImport, here(), {"write `from \"…\"` after the names"});
        return finish(node);
    }
    node->path = parseModulePath(&node->quoted, &node->dots, &node->pathSpan);
    return finish(node);
}

// import a.b [as c], d
void Parser::parseImportModule(Statements& out, bool isLazy, uint32_t start) {
    do {
        ImportDecl* node = make<ImportDecl>(start);
        node->isLazy = isLazy;
        node->form = ImportForm::Module;
        node->path = parseModulePath(&node->quoted, &node->dots, &node->pathSpan);
        if (acceptName(names::kAs)) node->alias = expectName("a name after `as`");
        out.add(finish(node));
        start = begin();
    } while (!panic_ && accept(K::Comma));
}

// from … import, where `from` may also be a variable's name.
bool Parser::fromImportAhead() const {
    for (size_t i = 1;; ++i) {
        const Token& t = ahead(i);
        if (t.firstOnLine()) return false;
        if (t.kind == K::KwImport) return i > 1;
        bool path = t.kind == K::Name || t.kind == K::Dot || t.kind == K::DotDot || t.kind == K::Ellipsis ||
                    t.kind == K::String || isKeyword(t.kind);
        if (!path) return false;
    }
}

// from m import x as y, (z), from .m import *
Stmt* Parser::parseFromImport(bool isLazy) {
    ImportDecl* node = make<ImportDecl>(begin());
    node->isLazy = isLazy;
    node->form = ImportForm::Names;
    advance();
    node->path = parseModulePath(&node->quoted, &node->dots, &node->pathSpan);
    expect(K::KwImport);
    if (accept(K::Star)) {
        node->form = ImportForm::Star;
        return finish(node);
    }
    if (at(K::LeftParen) || at(K::LeftBrace)) {
        uint32_t open = static_cast<uint32_t>(pos_);
        K close = at(K::LeftParen) ? K::RightParen : K::RightBrace;
        advance();
        ContextScope scope(*this, kInBrackets);
        node->items = parseImportItems(close);
        expectClose(close, open);
    } else {
        node->items = parseImportItems(K::EndOfFile);
    }
    return finish(node);
}

Seq<ImportItem*> Parser::parseImportItems(K close) {
    ListBuilder<ImportItem> items(*this);
    while (!at(close) && !panic_) {
        items.add(parseImportItem());
        if (!accept(K::Comma)) break;
    }
    return items.take(arena_);
}

ImportItem* Parser::parseImportItem() {
    ImportItem* item = make<ImportItem>(begin());
    bool word = at(K::KwNew) || at(K::KwNull) || at(K::KwTrue) || at(K::KwFalse);
    item->name = word ? takeMemberName("a name") : expectName("a name");
    if (acceptName(names::kAs)) item->alias = takeMemberName("a name after `as`");
    return finish(item);
}

// "text" or a.b or .m or ..m
std::string_view Parser::parseModulePath(bool* quoted, uint32_t* dots, Span* span) {
    *span = here();
    if (at(K::String)) {
        *quoted = true;
        std::string_view path = stream_.texts[token().payload];
        if (path.empty()) complain(Diag::InvalidImport, here(), {"the path is empty"});
        advance();
        return path;
    }
    for (;; advance()) {
        if (at(K::Dot)) {
            *dots += 1;
        } else if (at(K::DotDot)) {
            *dots += 2;
        } else if (at(K::Ellipsis)) {
            *dots += 3;
        } else {
            break;
        }
    }
    if (*dots && at(K::KwImport)) return {};
    std::string path;
    do {
        if (!path.empty()) path += '.';
        path += names_.text(takeMemberName("a module name"));
    } while (!panic_ && accept(K::Dot));
    span->end = previousEnd();
    return arena_.copy(path);
}

// ---- export

void Parser::parseExport(Statements& out) {
    uint32_t start = begin();
    K next = kindAhead();
    if (next == K::LeftBrace) {
        out.add(parseExportList());
        return endStatement();
    }
    if (next == K::Star) {
        out.add(parseExportStar());
        return endStatement();
    }
    advance();
    if (atName(names::kDefault)) {
        fail(Diag::DefaultExport, here(), {"export", "export by name"});
        return;
    }
    std::vector<Stmt*> declared;
    {
        Statements declarations(*this);
        parseStatementBody(declarations);
        for (size_t i = 0; i < declarations.size(); ++i) declared.push_back(declarations[i]);
    }
    for (Stmt* stmt : declared) {
        switch (stmt->kind) {
            case NodeKind::VarDecl:
            case NodeKind::AssignStmt:
            case NodeKind::FunctionDecl:
            case NodeKind::ClassDecl:
            case NodeKind::EnumDecl:
            case NodeKind::TypeAliasDecl:
                break;
            default:
                complain(Diag::UnexpectedStatement, stmt->span, {"exporting this", "export a declaration"});
                continue;
        }
        ExportDecl* node = make<ExportDecl>(start);
        node->declaration = stmt;
        out.add(finish(node));
    }
}

// export { a, b as c } [from "m"]
Stmt* Parser::parseExportList() {
    ExportList* node = make<ExportList>(begin());
    advance();
    uint32_t open = static_cast<uint32_t>(pos_);
    advance();
    {
        ContextScope scope(*this, kInBrackets);
        node->items = parseImportItems(K::RightBrace);
        expectClose(K::RightBrace, open, "`,` or `}`");
    }
    if (!token().firstOnLine() && acceptName(names::kFrom)) {
        bool quoted = false;
        uint32_t dots = 0;
        node->hasPath = true;
        node->path = parseModulePath(&quoted, &dots, &node->pathSpan);
    }
    return finish(node);
}

// export * [as n] from "m"
Stmt* Parser::parseExportStar() {
    ExportList* node = make<ExportList>(begin());
    node->isStar = true;
    node->hasPath = true;
    advance();
    advance();
    if (acceptName(names::kAs)) node->alias = expectName("a name after `as`");
    if (!acceptName(names::kFrom)) {
        if (!panic_) fail(Diag::InvalidImport, here(), {"write `from \"…\"` after `*`"});
        return finish(node);
    }
    bool quoted = false;
    uint32_t dots = 0;
    node->path = parseModulePath(&quoted, &dots, &node->pathSpan);
    return finish(node);
}

}  // namespace noodle::parse_detail
