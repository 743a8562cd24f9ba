// The decisions of the language where two readings are possible.
#include <catch2/catch.hpp>

#include "parse_support.h"

using namespace noodle::ast;
using noodle::Diag;
using noodle::test::Parsed;
using noodle::test::treeOf;

namespace {

const Expr* valueOf(const Parsed& p, size_t i = 0) {
    const Node* stmt = p.stmt(i);
    if (auto* assign = dynAs<AssignStmt>(stmt)) return assign->value;
    if (auto* expr = dynAs<ExprStmt>(stmt)) return expr->expr;
    return nullptr;
}

bool lambdaBodyIsMap(const char* text) {
    Parsed p(text);
    REQUIRE(p.ok());
    auto* function = as<LambdaExpr>(valueOf(p))->function;
    return function->isExpressionBody &&
           isa<MapExpr>(as<ReturnStmt>(static_cast<Node*>(function->body->stmts[0]))->value);
}

}  // namespace

TEST_CASE("a parenthesised group as condition") {
    CHECK(treeOf("if (x) -1") == treeOf("if (x) { -1 }"));
    CHECK(treeOf("if (x) - y > 3 { a() }") == treeOf("if ((x) - y > 3) { a() }"));
    CHECK(treeOf("if (f)(3) { b() }") == treeOf("if ((f)(3)) { b() }"));
    CHECK(treeOf("if (f)(3)") == treeOf("if (f) { (3) }"));
    CHECK(treeOf("if (a) [b].c()") == treeOf("if (a) { [b].c() }"));
    CHECK(treeOf("if (a) && (b) { c() }") == treeOf("if ((a) && (b)) { c() }"));
    CHECK(treeOf("if (a) -b; else c") == treeOf("if (a) { -b } else { c }"));
    CHECK(treeOf("if (a) + b:\n    c()\n") == treeOf("if a + b { c() }"));
    CHECK(treeOf("while (i < 3) i++") == treeOf("while i < 3 { i++ }"));
    CHECK(treeOf("if (a) ++b") == treeOf("if a { ++b }"));
    CHECK(treeOf("if (a) is T { b }") == treeOf("if a is T { b }"));
}

TEST_CASE("type arguments or comparisons") {
    Parsed two("print(a < b, b > (2))");
    CHECK(as<CallExpr>(valueOf(two))->args.size() == 2);
    Parsed generic("x = f<int, List<string>>(1)");
    REQUIRE(isa<CallExpr>(valueOf(generic)));
    CHECK(as<CallExpr>(valueOf(generic))->typeArgs.size() == 2);
    CHECK(isa<CallExpr>(valueOf(Parsed("Map<string, int>{}"))));
    CHECK(isa<MemberExpr>(valueOf(Parsed("List<int>.of"))));
    CHECK(isa<CompareChain>(valueOf(Parsed("a < B > c"))));
    CHECK(isa<BinaryExpr>(valueOf(Parsed("a < B"))));
    CHECK(isa<StreamExpr>(valueOf(Parsed("stream<int> from xs"))));
    CHECK(isa<IsExpr>(valueOf(Parsed("is<List<int>>(x)"))));
    CHECK(isa<AsExpr>(valueOf(Parsed("as<int>(x)"))));
    CHECK(treeOf("x: List<List<int>>= y") == treeOf("x: List<List<int> > = y"));
}

TEST_CASE("a brace at the start of a statement") {
    CHECK(isa<Block>(static_cast<const Node*>(Parsed("{ let a = 1 }").stmt())));
    CHECK(isa<AssignStmt>(static_cast<const Node*>(Parsed("{a, b: c} = m").stmt())));
    Parsed map("{\"a\": 1}");
    CHECK(map.errorCount() == 1);
    CHECK(map.firstCode() == Diag::BlockWhereMap);
    Parsed repl("{\"a\": 1}\n", {.repl = true});
    CHECK(repl.ok());
    CHECK(isa<MapExpr>(valueOf(repl)));
}

TEST_CASE("a brace in an expression") {
    CHECK(isa<MapExpr>(valueOf(Parsed("x = {}"))));
    CHECK(isa<SetExpr>(valueOf(Parsed("x = {1, 2}"))));
    CHECK(isa<MapExpr>(valueOf(Parsed("x = {...a}"))));
    CHECK(isa<MapExpr>(valueOf(Parsed("x = {**a, 'b': 1}"))));
    CHECK(isa<SetExpr>(valueOf(Parsed("x = {*a, *b}"))));
    Parsed keys("x = {a: 1, [b]: 2, 'c': 3, class: 4, (1, 2): 5}");
    auto* map = as<MapExpr>(valueOf(keys));
    REQUIRE(map->entries.size() == 5);
    CHECK(isa<StringLit>(map->entries[0]->key));
    CHECK(isa<NameExpr>(map->entries[1]->key));
    CHECK(isa<StringLit>(map->entries[3]->key));
    CHECK(isa<TupleExpr>(map->entries[4]->key));
    Parsed comprehension("x = {k: v for k, v in m}");
    CHECK(isa<NameExpr>(as<ComprehensionExpr>(valueOf(comprehension))->key));
    CHECK(Parsed("x = {a: 1, b}").firstCode() == Diag::MixedKeysAndItems);
}

TEST_CASE("a brace after the arrow") {
    CHECK(lambdaBodyIsMap("x => {...y}"));
    CHECK(lambdaBodyIsMap("x => {[k]: v}"));
    CHECK(lambdaBodyIsMap("x => {a: 1}"));
    CHECK(lambdaBodyIsMap("x => {a: 1, b: 2}"));
    CHECK(lambdaBodyIsMap("x => {\n  a: 1\n}"));
    CHECK_FALSE(lambdaBodyIsMap("x => {}"));
    CHECK_FALSE(lambdaBodyIsMap("x => {a: int = 1}"));
    CHECK_FALSE(lambdaBodyIsMap("x => {a: Map<int, string> = 1}"));
    CHECK_FALSE(lambdaBodyIsMap("x => {a: int\n b = 2}"));
    CHECK_FALSE(lambdaBodyIsMap("x => {return 1}"));
    CHECK_FALSE(lambdaBodyIsMap("x => {a; b}"));
}

TEST_CASE("a brace in a header") {
    CHECK(treeOf("if x in {1, 2} { a }") == treeOf("if (x in {1, 2}) { a }"));
    CHECK(treeOf("if x == Foo { a: int }") == treeOf("if (x == Foo) { a: int }"));
    CHECK(treeOf("for p in (P{x: 1}) { a }") == treeOf("for (p in P{x: 1}) { a }"));
    CHECK(treeOf("match {a: 1} { case _ => 1 }") == treeOf("match ({a: 1}) { case _ => 1 }"));
}

TEST_CASE("lambda heads") {
    CHECK(isa<LambdaExpr>(valueOf(Parsed("f = (a: int): int => a"))));
    CHECK(isa<LambdaExpr>(valueOf(Parsed("f = (a, ...r) => a"))));
    CHECK(isa<LambdaExpr>(valueOf(Parsed("f = async x => x"))));
    CHECK(isa<LambdaExpr>(valueOf(Parsed("f = lambda: 1"))));
    CHECK(isa<LambdaExpr>(valueOf(Parsed("f = lambda (x, y) => x"))));
    CHECK(isa<LambdaExpr>(valueOf(Parsed("f = function (x) { return x }"))));
    CHECK(isa<LambdaExpr>(valueOf(Parsed("f = (g: (int) => int) => g(1)"))));
    CHECK(isa<ConditionalExpr>(valueOf(Parsed("f = c ? (x) : y"))));
    CHECK(isa<ConditionalExpr>(valueOf(Parsed("f = c ? (x) : Y"))));
    Parsed assigns("f = () => count += 1");
    auto* body = as<LambdaExpr>(valueOf(assigns))->function->body;
    CHECK(isa<AssignExpr>(as<ReturnStmt>(static_cast<Node*>(body->stmts[0]))->value));
    Parsed throws("f = () => throw Error(\"x\")");
    CHECK(throws.ok());
    CHECK(treeOf("f = ([a, b], {c}) => a") == treeOf("f = lambda ([a, b], {c}) => a"));
}

TEST_CASE("guards end at the arrow") {
    Parsed p("match x { case n when n > limit => n\n case m if m < 3 && ok => m }");
    CHECK(p.ok());
    auto* match = as<MatchStmt>(p.stmt())->match;
    REQUIRE(match->arms.size() == 2);
    CHECK(isa<BinaryExpr>(match->arms[0]->guard));
    CHECK(Parsed("match x { case n when any(xs, y => y > n) => n }").ok());
}

TEST_CASE("precedence") {
    CHECK(treeOf("-2 ** 2") == treeOf("-(2 ** 2)"));
    CHECK(treeOf("2 ** 3 ** 2") == treeOf("2 ** (3 ** 2)"));
    CHECK(treeOf("2 ** -1") == treeOf("2 ** (-1)"));
    CHECK(treeOf("a ? b : c |> f") == treeOf("(a ? b : c) |> f"));
    CHECK(treeOf("a ?? b or c and not d == e | f ^ g & h .. i << j + k * l as T") ==
          treeOf("a ?? (b or (c and (not (d == (e | (f ^ (g & (h .. (i << (j + (k * (l as T))))))))))))"));
    CHECK(treeOf("!a == b") == treeOf("(!a) == b"));
    CHECK(treeOf("not a == b") == treeOf("not (a == b)"));
    CHECK(treeOf("a if b else c if d else e") == treeOf("a if b else (c if d else e)"));
    CHECK(treeOf("-x as int") == treeOf("(-x) as int"));
    CHECK(treeOf("await f() + 1") == treeOf("(await f()) + 1"));
    CHECK(treeOf("x := y := 1") == treeOf("x := (y := 1)"));
    CHECK(treeOf("1 - 2 - 3") == treeOf("(1 - 2) - 3"));
    CHECK(treeOf("not x in y") == treeOf("not (x in y)"));
}

TEST_CASE("is and its question mark") {
    CHECK(isa<ConditionalExpr>(valueOf(Parsed("x is T ? a : b"))));
    Parsed nullable("x is (T?)");
    CHECK(isa<NullableType>(as<IsExpr>(valueOf(nullable))->target));
    Parsed unions("x is int | string");
    CHECK(isa<UnionType>(as<IsExpr>(valueOf(unions))->target));
    CHECK(isa<BinaryExpr>(valueOf(Parsed("x is int and y"))));
    CHECK(as<IsExpr>(valueOf(Parsed("x is not null")))->negated);
    Parsed chain("1 < x is int");
    CHECK(as<CompareChain>(valueOf(chain))->ops.size() == 2);
}

TEST_CASE("def with a colon: type or body") {
    auto bodyless = [](const char* text) {
        return as<FunctionDecl>(Parsed(text).stmt())->function->returnType == nullptr;
    };
    CHECK(bodyless("def f(): x\n"));
    CHECK(bodyless("def f(): Foo\n"));
    CHECK(bodyless("def f():\n    x\n"));
    CHECK_FALSE(bodyless("def f(): int { x }\n"));
    CHECK_FALSE(bodyless("def f(): int:\n    x\n"));
    CHECK_FALSE(bodyless("function f(): int\n{ x }\n"));
    CHECK_FALSE(bodyless("foreign function f(): int\n"));
    CHECK(treeOf("interface I { f(): int\n g(): string }") ==
          treeOf("interface I { f() -> int\n g() -> string }"));
    CHECK(treeOf("class A { abstract f(): int\n virtual g(): int { x } }") ==
          treeOf("class A { abstract f() -> int\n virtual g() -> int { x } }"));
}

TEST_CASE("contextual words are names") {
    const char* texts[] = {
        "match = 1",      "type = 2",        "match.group(1)", "match(x)",         "from = 3",
        "print(error)",   "lambda = 1",      "stream = xs",    "assert(x)",        "get = set",
        "is = as",        "global = 1",      "case(1)",        "actor.send(1)",    "type(x) == y",
        "del = 2",        "pass = 1",        "lazy = 2",       "x = match[0] - 1", "f(type: 1, in: 2)",
        "x.new.class.if", "map = filter(x)", "macro = 2",
    };
    for (const char* text : texts) {
        CAPTURE(text);
        CHECK(Parsed(text).ok());
    }
}

TEST_CASE("catch forms") {
    auto clause = [](const Parsed& p) { return as<TryStmt>(p.stmt())->catches[0]; };
    Parsed lone("try { a } catch (e) { b }");
    CHECK(clause(lone)->loneName);
    CHECK(treeOf("try { a } catch e { b }") == treeOf("try { a } catch (e) { b }"));
    CHECK(treeOf("try { a } catch (T e) { b }") == treeOf("try { a } catch (e: T) { b }"));
    CHECK(treeOf("try { a } catch (A | B e) { b }") == treeOf("try:\n    a\nexcept (A, B) as e:\n    b\n"));
    CHECK(treeOf("try:\n    a\nexcept:\n    b\n") == treeOf("try { a } catch { b }"));
    CHECK(treeOf("try { a } catch (T) { b }") == treeOf("try:\n    a\nexcept T:\n    b\n"));
    CHECK(Parsed("try { a }").firstCode() == Diag::TryWithoutHandler);
}

TEST_CASE("for forms") {
    CHECK(treeOf("for a, b in c { d }") == treeOf("for (a, b in c) { d }"));
    CHECK(treeOf("for (a, b) in c: d") == treeOf("for ((a, b) in c) d"));
    CHECK(treeOf("for (let x in c) d") == treeOf("for x in c { d }"));
    CHECK(treeOf("for (x of c) d") == treeOf("for x in c { d }"));
    CHECK(isa<ForStmt>(static_cast<const Node*>(Parsed("for (;;) { break }").stmt())));
    CHECK(
        isa<ForStmt>(static_cast<const Node*>(Parsed("for (i = 0, j = 9; i < j; i++, j -= 1) f()").stmt())));
}

TEST_CASE("declarations of several names") {
    CHECK(Parsed("let a = 1, b: int = 2").size() == 2);
    CHECK(Parsed("let a, b").size() == 2);
    Parsed pair("let a, b = f()");
    CHECK(pair.size() == 1);
    CHECK(isa<TupleExpr>(as<VarDecl>(pair.stmt())->target));
    CHECK(Parsed("const [a, {b, c: d}, ...rest] = xs").ok());
}

TEST_CASE("super in Python's way") {
    CHECK(treeOf("super().__init__(a)") == treeOf("super(a)"));
    CHECK(treeOf("super().m(a)") == treeOf("super.m(a)"));
    CHECK(treeOf("super(C, self).m(a)") == treeOf("super.m(a)"));
}

TEST_CASE("optional chains reach to their end") {
    Parsed p("a?.b.c[1](2) + 1");
    auto* sum = as<BinaryExpr>(valueOf(p));
    REQUIRE(isa<OptionalChain>(sum->left));
    CHECK(isa<CallExpr>(as<OptionalChain>(static_cast<Node*>(sum->left))->chain));
}

TEST_CASE("a question mark beside a bracket") {
    CHECK(treeOf("a?[0].b") == treeOf("a?.[0].b"));
    CHECK(isa<ConditionalExpr>(valueOf(Parsed("a?[0]:[1]"))));
    CHECK(isa<ConditionalExpr>(valueOf(Parsed("a ? [0] : b"))));
}

TEST_CASE("an arm that begins with is") {
    Parsed p("match x {\n  1 => a\n  is List => b\n  is Map when c => d\n}");
    CHECK(p.ok());
    CHECK(as<MatchStmt>(p.stmt())->match->arms.size() == 3);
}

TEST_CASE("literals") {
    CHECK(as<IntLit>(valueOf(Parsed("-9223372036854775808")))->value == INT64_MIN);
    CHECK(Parsed("9223372036854775808").firstCode() == Diag::IntegerTooLarge);
    CHECK(as<IntLit>(valueOf(Parsed("0xFFFFFFFFFFFFFFFF")))->value == -1);
    CHECK(as<StringLit>(valueOf(Parsed("\"a\" 'b'")))->value == "ab");
    CHECK(Parsed("\"a\"\n'b'").size() == 2);
    CHECK(as<TupleExpr>(valueOf(Parsed("x = 1, 2")))->items.size() == 2);
    CHECK(as<TupleExpr>(valueOf(Parsed("x = (1,)")))->items.size() == 1);
    CHECK(as<TupleExpr>(valueOf(Parsed("x = ()")))->items.empty());
}

TEST_CASE("yield makes a generator of its own function only") {
    Parsed p("function f() { g = () => { yield 1 }\n return g }");
    auto* outer = as<FunctionDecl>(p.stmt())->function;
    CHECK_FALSE(outer->isGenerator);
    Parsed q("function f() { if x { yield } }");
    CHECK(as<FunctionDecl>(q.stmt())->function->isGenerator);
}
