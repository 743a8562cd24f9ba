#!/usr/bin/env python3
"""Printing a syntax tree and parsing the text again gives the same tree, over every program of the repository. The printer is here: it reads
the tree that `--dump=ast` shows, so whatever the tree holds must be enough to write the program, in one plain style with braces and
parentheses around every operand.

usage: print_test.py NOODLE FOLDER…
"""
import concurrent.futures
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

LINE = re.compile(r"( *)(?:(\w+): )?(\w+)(.*)")
FIELD = re.compile(r' (\w+)(?:=(bench "(?:[^"\\]|\\.)*"|"(?:[^"\\]|\\.)*"|[^ ]+(?: in| not)?))?')


class Node:
    def __init__(self, kind, rest):
        self.kind, self.children, self.fields = kind, [], {}
        for name, value in FIELD.findall(rest):
            self.fields.setdefault(name, []).append(unquoted(value) if value.startswith('"') else value or True)

    def get(self, name, default=None):
        return self.fields.get(name, [default])[0]

    def has(self, name):
        return name in self.fields

    def all(self, label):
        return [child for name, child in self.children if name == label]

    def one(self, label):
        return next(iter(self.all(label)), None)


def unquoted(text):
    out = re.sub(r"\\(x..|.)", lambda m: {"n": "\n"}.get(m[1], chr(int(m[1][1:], 16)) if len(m[1]) == 3 else m[1]), text[1:-1], flags=re.S)
    return out


def read(dump):
    stack = []
    for line in dump.splitlines():
        indent, label, kind, rest = LINE.fullmatch(line).groups()
        node = Node(kind, rest)
        del stack[len(indent) // 2:]
        if stack:
            stack[-1].children.append((label, node))
        stack.append(node)
    return stack[0]


def string(text, quote='"'):
    out = quote
    for c in text:
        if c in ('\\', quote) or c == "$":
            out += "\\" + c
        elif c == "\n":
            out += "\\n"
        elif ord(c) < 32 or c == "\x7f":
            out += f"\\x{ord(c):02x}"
        else:
            out += c
    return out + quote


def byte_string(text):
    return 'b"' + "".join(chr(b) if 32 <= b < 127 and b not in (34, 92) else f"\\x{b:02x}" for b in text) + '"'


class Printer:
    """One method for each kind of node; expressions are safe as operands of anything."""

    def of(self, node):
        return getattr(self, node.kind)(node)

    def list(self, nodes, between=", "):
        return between.join(self.of(node) for node in nodes)

    # ---- expressions
    def NullLit(self, n): return "null"
    def BoolLit(self, n): return "true" if n.has("value") else "false"
    def IntLit(self, n): return n.get("value") if n.get("value")[0] != "-" else hex(int(n.get("value")) + 2 ** 64)
    def StringLit(self, n): return string(n.get("value"))
    def BytesLit(self, n): return byte_string(n.get("value").encode("utf-8", "surrogateescape"))
    def NameExpr(self, n): return n.get("name")
    def SuperExpr(self, n): return "super"
    def ListExpr(self, n): return f"[{self.list(n.all('items'))}]"
    def SetExpr(self, n): return f"({{{self.list(n.all('items'))}}})"
    def MapExpr(self, n): return f"({{{self.list(n.all('entries'))}}})"
    def CompareChain(self, n): return "(" + self.chain(n) + ")"
    def TypeOperand(self, n): return self.type_in_expr(n.one("target"))
    def ConditionalExpr(self, n): return f"({self.of(n.one('condition'))} ? {self.of(n.one('thenValue'))} : {self.of(n.one('elseValue'))})"
    def MatchExpr(self, n): return f"(match ({self.of(n.one('subject'))}) {{\n{self.list(n.all('arms'), chr(10))}\n}})"
    def IndexExpr(self, n): return f"{self.object(n)}{'?.' if n.has('optional') else ''}[{self.of(n.one('index'))}]"
    def SpreadExpr(self, n): return "..." + self.of(n.one("value"))
    def AwaitExpr(self, n): return f"(await {self.of(n.one('value'))})"

    def FloatLit(self, n):
        value = n.get("value")
        return value if re.search(r"[.en]", value) else value + ".0"

    def TupleExpr(self, n):
        items = n.all("items")
        return f"({self.list(items)}{',' if len(items) == 1 else ''})"

    def InterpolatedString(self, n):
        return 'f"' + self.parts(n) + '"'

    def parts(self, n):
        out = ""
        for part in n.all("parts"):
            value = part.one("expr")
            if value is None:
                out += string(part.get("text", ""))[1:-1].replace("\\$", "$").replace("{", "{{").replace("}", "}}")
                continue
            conversion = "!" + part.get("conversion").strip('"') if part.has("conversion") else ""
            spec = part.one("spec")
            text = ":" + (self.parts(spec) if spec.kind == "InterpolatedString" else spec.get("value")) if spec is not None else ""
            out += "{(" + self.of(value) + ")" + conversion + text + "}"
        return out

    def ComprehensionExpr(self, n):
        element = self.of(n.one("element"))
        if n.get("form") == "Map":
            element = f"({self.of(n.one('key'))}): {element}"
        text = element + self.list(n.all("clauses"), "")
        return {"List": "[{}]", "Set": "({{{}}})", "Map": "({{{}}})", "Generator": "({})"}[n.get("form")].format(text)

    def ComprehensionClause(self, n):
        conditions = "".join(f" if ({self.of(c)})" for c in n.all("conditions"))
        return f" {'async ' if n.has('isAsync') else ''}for {self.of(n.one('target'))} in ({self.of(n.one('iterable'))}){conditions}"

    def UnaryExpr(self, n):
        op, operand = n.get("op"), n.one("operand")
        inner = self.of(operand)
        return f"({op} ({inner}))" if operand.kind in ("IntLit", "FloatLit") else f"({op} {inner})"

    def BinaryExpr(self, n): return f"({self.of(n.one('left'))} {n.get('op')} {self.of(n.one('right'))})"

    def chain(self, n):
        operands = [self.of(each) for each in n.all("operands")]
        return operands[0] + "".join(f" {op} {each}" for op, each in zip(n.fields["ops"], operands[1:]))

    def IsExpr(self, n):
        return f"({self.of(n.one('value'))} is {'not ' if n.has('negated') else ''}{self.type_in_expr(n.one('target'))})"

    def AsExpr(self, n): return f"({self.of(n.one('value'))} as {self.type_in_expr(n.one('target'))})"

    def type_in_expr(self, type):
        text = self.of(type)
        return f"({text})" if type.kind in ("NullableType", "FunctionType") else text

    def IfExpr(self, n):
        return "(" + self.arms(n) + ")"

    def arms(self, n):
        text = " else ".join(f"if ({self.of(arm.one('condition'))}) {self.block(arm.one('body'))}" for arm in n.all("arms"))
        return text + (f" else {self.block(n.one('elseBody'))}" if n.one("elseBody") else "")

    def LambdaExpr(self, n):
        fn = n.one("function")
        if fn.has("isExpressionBody"):
            value = self.of(fn.one("body").children[0][1].one("value")) if fn.one("body").children[0][1].one("value") else ""
            types = f": {self.of(fn.one('returnType'))}" if fn.one("returnType") else ""
            return f"({'async ' if fn.has('isAsync') else ''}({self.list(fn.all('params'))}){types} => ({value}))"
        return "(" + self.function(fn, "function") + ")"

    def CallExpr(self, n):
        callee, args = n.one("callee"), self.list(n.all("args"))
        types = f"<{self.list(n.all('typeArgs'))}>" if n.all("typeArgs") else ""
        question = "?." if n.has("optional") else ""
        if n.get("form") == "New":
            return f"(new {self.of(callee)}{types}({args}))"
        if n.get("form") == "Braces":
            return f"({self.of(callee)}{types}{{{args}}})"
        return f"{self.operand(callee)}{question}{types}({args})"

    def Arg(self, n):
        value = self.of(n.one("value"))
        return {"Positional": value, "Named": f"{n.get('name')}: {value}", "Spread": "..." + value, "KeywordSpread": "**" + value}[n.get("form")]

    def operand(self, n):
        text = self.of(n)
        return f"({text})" if n.kind in ("IntLit", "FloatLit") else text

    def object(self, n): return self.operand(n.one("object"))

    def MemberExpr(self, n): return f"{self.object(n)}{'?' if n.has('optional') else ''}.{n.get('name')}"

    def SliceExpr(self, n):
        def bound(label): return self.of(n.one(label)) if n.one(label) else ""
        step = ":" + bound("step") if n.one("step") else ""
        return f"{self.object(n)}{'?.' if n.has('optional') else ''}[{bound('start')}:{bound('stop')}{step}]"

    # Parentheses end a chain.
    def OptionalChain(self, n): return f"({self.of(n.one('chain'))})"

    def AssignExpr(self, n):
        op = f"{n.get('op')}=" if n.has("compound") else ":="
        return f"({self.of(n.one('target'))} {op} {self.of(n.one('value'))})"

    def IncrementExpr(self, n):
        op = "--" if n.has("decrement") else "++"
        target = self.of(n.one("target"))
        return f"({op}{target})" if n.has("prefix") else f"({target}{op})"

    def YieldExpr(self, n):
        value = n.one("value")
        return f"(yield {'from ' if n.has('isFrom') else ''}{self.of(value) if value else ''})"

    def StreamExpr(self, n):
        element = n.one("elementType")
        return f"(stream{'<' + self.of(element) + '>' if element else ''} from {self.of(n.one('source'))})"

    def MapEntry(self, n):
        key, value = n.one("key"), self.of(n.one("value"))
        if key is None:
            return "..." + value
        return f"{string(key.get('value'))}: {value}" if key.kind == "StringLit" else f"[{self.of(key)}]: {value}"

    # ---- statements
    def block(self, n): return "{\n" + "".join(self.of(child) + "\n" for _, child in n.children) + "}"
    def Block(self, n): return self.block(n)
    def EmptyStmt(self, n): return "pass"
    def ExprStmt(self, n): return self.statement(n.one("expr"))
    def AssignStmt(self, n): return self.assign(n)
    def CompoundAssignStmt(self, n): return f"{self.of(n.one('target'))} {n.get('op').replace('and', '&&').replace('or', '||')}= {self.of(n.one('value'))}"
    def IfStmt(self, n): return self.arms(n)
    def DoWhileStmt(self, n): return f"do {self.block(n.one('body'))} while ({self.of(n.one('condition'))})"
    def DeleteStmt(self, n): return "del " + self.of(n.one("target"))
    def BreakStmt(self, n): return "break"
    def ContinueStmt(self, n): return "continue"
    def MatchStmt(self, n): return self.of(n.one("match"))[1:-1]
    def GlobalStmt(self, n): return ("nonlocal " if n.has("nonlocal") else "global ") + self.list(n.all("names"))
    def FunctionDecl(self, n): return self.function(n.one("function"))
    def ExportDecl(self, n): return "export " + self.of(n.one("declaration"))
    def IncrementStmt(self, n): return self.of(n)

    # A line that begins with a parenthesis is a statement of its own only behind `;`.
    def statement(self, expr):
        text = self.of(expr)
        if expr.kind == "IncrementExpr":
            return text[1:-1]
        return text if text[0] not in "({[" else f";({text})" if expr.kind == "MapExpr" else ";" + text

    def target(self, n): return self.of(n)

    def assign(self, n):
        targets = [self.target(target) for target in n.all("targets")]
        type = n.one("declaredType")
        if type is not None:
            value = f" = {self.of(n.one('value'))}" if n.one("value") else ""
            return f"{targets[0]}: {self.of(type)}{value}"
        text = " = ".join(self.braces(t, node) for t, node in zip(targets, n.all("targets"))) + " = " + self.of(n.one("value"))
        return text

    # As a target a map stands without parentheses.
    def braces(self, text, node): return text[1:-1] if node.kind in ("MapExpr", "SetExpr") else text

    def VarDecl(self, n):
        target = n.one("target")
        type = f": {self.of(n.one('declaredType'))}" if n.one("declaredType") else ""
        value = f" = {self.of(n.one('value'))}" if n.one("value") else ""
        return f"{n.get('form').lower()} {self.braces(self.of(target), target)}{type}{value}"

    def suite_else(self, n): return f"\nelse {self.block(n.one('elseBody'))}" if n.one("elseBody") else ""

    # Only a colon loop has an else.
    def loop(self, header, n):
        if not n.one("elseBody"):
            return f"{header} {self.block(n.one('body'))}"
        def suite(block): return "".join("    " + line + "\n" for line in "".join(self.of(c) + "\n" for _, c in block.children).splitlines()) or "    pass\n"
        return f"{header}:\n{suite(n.one('body'))}else:\n{suite(n.one('elseBody'))}"

    def WhileStmt(self, n): return self.loop(f"while ({self.of(n.one('condition'))})", n)

    def ForInStmt(self, n):
        type = f": {self.of(n.one('declaredType'))}" if n.one("declaredType") else ""
        target = n.one("target")
        return self.loop(f"{'async ' if n.has('isAsync') else ''}for {self.braces(self.of(target), target)}{type} in ({self.of(n.one('iterable'))})", n)

    def ForStmt(self, n):
        init = self.list(n.all("init"))
        init = re.sub(r", (let|var|const) ", ", ", init)
        condition = self.of(n.one("condition")) if n.one("condition") else ""
        return f"for ({init}; {condition}; {self.list(n.all('update'))}) {self.block(n.one('body'))}"

    def ReturnStmt(self, n): return "return" + (" " + self.of(n.one("value")) if n.one("value") else "")

    def ThrowStmt(self, n):
        value, cause = n.one("value"), n.one("cause")
        return "throw" + (" " + self.of(value) if value else "") + (" from " + self.of(cause) if cause else "")

    def TryStmt(self, n):
        text = f"try {self.block(n.one('body'))}" + "".join(" " + self.of(c) for c in n.all("catches"))
        for label, word in (("elseBody", "else"), ("finallyBody", "finally")):
            text += f" {word} {self.block(n.one(label))}" if n.one(label) else ""
        return text

    def CatchClause(self, n):
        types = " | ".join(self.of(t) for t in n.all("types"))
        name = n.get("name", "")
        body = self.block(n.one("body"))
        if n.has("loneName"):
            return f"catch {name} {body}"
        if not types:
            return f"catch {'(' + name + ') ' if name else ''}{body}"
        return f"catch ({types}{' ' + name if name else ''}) {body}"

    def WithStmt(self, n):
        return f"{'async ' if n.has('isAsync') else ''}with {self.list(n.all('items'))} {self.block(n.one('body'))}"

    def WithItem(self, n):
        return f"({self.of(n.one('value'))})" + (f" as {self.of(n.one('target'))}" if n.one("target") else "")

    # ---- declarations
    def decorators(self, n): return "".join(f"@{self.of(d)}\n" for d in n.all("decorators"))

    def function(self, fn, word=None):
        form, name = fn.get("form"), fn.get("name", "")
        lambda_ = word is not None
        if name.startswith("bench \""):
            return f"{name} {self.block(fn.one('body'))}"
        words = [w for w, flag in (("private", "isPrivate"), ("static", "isStatic"), ("virtual", "isVirtual"), ("abstract", "isAbstract"),
                                   ("foreign", "isForeign"), ("async", "isAsync")) if fn.has(flag)]
        keyword = {"Getter": "get", "Setter": "set"}.get(form, "macro" if fn.has("isMacro") else "function" + ("*" if fn.has("isGenerator") else ""))
        if form in ("Constructor", "Destructor"):
            keyword, name = "", name or form.lower()
        types = f"<{self.list(fn.all('typeParams'))}>" if fn.all("typeParams") else ""
        throws = f" throws {self.list(fn.all('throwsTypes'))}" if fn.all("throwsTypes") else ""
        result = f": {self.of(fn.one('returnType'))}" if fn.one("returnType") else ""
        result = result.replace(": ", " -> ", 1) if throws else result
        where = f" where {self.list(fn.all('whereBounds'))}" if fn.all("whereBounds") else ""
        params = self.params(fn.all("params"))
        classmethod = "@classmethod\n" if fn.has("isClassMethod") else ""
        body = fn.one("body")
        head = " ".join(w for w in (*words, keyword, name if not lambda_ else "") if w) + f"{types}({params}){throws}{result}{where}"
        return self.decorators(fn) + classmethod + head + (" " + self.block(body) if body else "")

    def params(self, params):
        out, star = [], False
        for index, param in enumerate(params):
            star = star or param.get("form") == "Rest"
            if param.has("keywordOnly") and not star and param.get("form") == "Normal":
                out.append("*")
                star = True
            out.append(self.of(param))
            after = params[index + 1] if index + 1 < len(params) else None
            if param.has("positionalOnly") and not (after and after.has("positionalOnly")):
                out.append("/")
        return ", ".join(out)

    def Param(self, n):
        name = n.get("name", "") if not n.one("target") else self.braces(self.of(n.one("target")), n.one("target"))
        mark = {"Normal": "", "Rest": "...", "KeywordRest": "**"}[n.get("form")]
        type = f": {self.of(n.one('declaredType'))}" if n.one("declaredType") else ""
        value = f" = {self.of(n.one('defaultValue'))}" if n.one("defaultValue") else ""
        return f"{mark}{name}{'?' if n.has('isOptional') else ''}{type}{value}"

    def TypeParam(self, n): return n.get("name") + (": " + " & ".join(self.of(b) for b in n.all("bounds")) if n.all("bounds") else "")
    def WhereBound(self, n): return self.of(n.one("subject")) + ": " + " & ".join(self.of(b) for b in n.all("bounds"))

    def ClassDecl(self, n):
        word = n.get("form").lower()
        types = f"<{self.list(n.all('typeParams'))}>" if n.all("typeParams") else ""
        bases = f" extends {self.list(n.all('bases'))}" if n.all("bases") else ""
        interfaces = f" implements {self.list(n.all('interfaces'))}" if n.all("interfaces") else ""
        where = f" where {self.list(n.all('whereBounds'))}" if n.all("whereBounds") else ""
        members = "".join(self.of(m) + "\n" for m in n.all("members"))
        return f"{self.decorators(n)}{'abstract ' if n.has('isAbstract') else ''}{word} {n.get('name')}{types}{bases}{interfaces}{where} {{\n{members}}}"

    def FieldDecl(self, n):
        words = [w for w, flag in (("private", "isPrivate"), ("static", "isShared"), ("const", "isConst")) if n.has(flag)]
        type = f": {self.of(n.one('declaredType'))}" if n.one("declaredType") else ""
        value = f" = {self.of(n.one('value'))}" if n.one("value") else ""
        return self.decorators(n) + " ".join([*words, n.get("name")]) + ("?" if n.has("isOptional") else "") + type + value

    def EnumDecl(self, n):
        types = f"<{self.list(n.all('typeParams'))}>" if n.all("typeParams") else ""
        interfaces = f" implements {self.list(n.all('interfaces'))}" if n.all("interfaces") else ""
        members = "".join(self.of(m) + "\n" for m in n.all("members"))
        return f"{self.decorators(n)}enum {n.get('name')}{types}{interfaces} {{\n{self.list(n.all('variants'), chr(10))}\n{members}}}"

    def EnumVariant(self, n):
        payload = n.all("payload")
        fields = ", ".join(self.of(p) if p.get("name") else self.of(p.one("declaredType")) for p in payload)
        return n.get("name") + (f"({fields})" if payload else "") + (f" = {self.of(n.one('value'))}" if n.one("value") else "")

    def TypeAliasDecl(self, n):
        types = f"<{self.list(n.all('typeParams'))}>" if n.all("typeParams") else ""
        return f"type {n.get('name')}{types} = {self.of(n.one('target'))}"

    def ImportDecl(self, n):
        path = string(n.get("path")) if n.has("quoted") else "." * int(n.get("dots", "0")) + n.get("path", "")
        lazy, alias = "lazy " if n.has("isLazy") else "", f" as {n.get('alias')}" if n.has("alias") else ""
        if n.get("form") == "Module":
            return f"{lazy}import {path}{alias}"
        items = "*" if n.get("form") == "Star" else self.list(n.all("items"))
        if n.has("quoted") and not n.has("dots"):
            return f"{lazy}import {items if items == '*' else '{' + items + '}'} from {path}"
        return f"{lazy}from {path} import {items}"

    def ImportItem(self, n): return n.get("name") + (f" as {n.get('alias')}" if n.has("alias") else "")

    def ExportList(self, n):
        items = "*" + (f" as {n.get('alias')}" if n.has("alias") else "") if n.has("isStar") else f"{{ {self.list(n.all('items'))} }}"
        return f"export {items}" + (f" from {string(n.get('path', ''))}" if n.has("hasPath") else "")

    # ---- patterns
    def MatchArm(self, n):
        guard = f" when ({self.of(n.one('guard'))})" if n.one("guard") else ""
        pattern, body = self.of(n.one("pattern")), n.one("body")
        if not n.has("isArrow"):
            return f"case {pattern}{guard} {self.block(body)}"
        if n.has("isExpressionBody"):
            return f"{pattern}{guard} => {self.of(body.children[0][1].one('expr'))}"
        return f"{pattern}{guard} => {self.block(body)}"

    def WildcardPattern(self, n): return "_"
    def NamePattern(self, n): return n.get("name")
    def ValuePattern(self, n): return self.bare(n.one("value"))
    def RangePattern(self, n): return f"{self.bare(n.one('low'))}{'..=' if n.has('inclusive') else '..'}{self.bare(n.one('high'))}"
    def OrPattern(self, n): return "(" + self.list(n.all("alternatives"), " | ") + ")"
    def ConstructorPattern(self, n): return f"{self.of(n.one('callee'))}({self.list(n.all('args'))})"
    def ListPattern(self, n): return f"[{self.list(n.all('items'))}]"
    def RestPattern(self, n): return "..." + n.get("name", "_")
    def PatternArg(self, n): return (n.get("name") + ": " if n.has("name") else "") + self.of(n.one("pattern"))

    def bare(self, n): return f"-{self.of(n.one('operand'))}" if n.kind == "UnaryExpr" else self.of(n)

    def MapPattern(self, n):
        entries = [f"{self.of(e.one('key'))}: {self.of(e.one('value'))}" for e in n.all("entries")]
        return "{" + ", ".join(entries + [self.of(r) for r in n.all("rest")]) + "}"

    def TuplePattern(self, n):
        items = n.all("items")
        return f"({self.list(items)}{',' if len(items) == 1 else ''})"

    def TypePattern(self, n): return (f"{self.of(n.one('inner'))}: " if n.one("inner") else "is ") + self.of(n.one("target"))
    def AsPattern(self, n): return f"({self.of(n.one('inner'))} as {n.get('name')})"

    # ---- types
    def NamedType(self, n):
        return ".".join(n.fields["path"]) + (f"<{self.list(n.all('args'))}>" if n.all("args") else "")
    def UnionType(self, n): return "(" + self.list(n.all("members"), " | ") + ")"
    def NullableType(self, n): return self.of(n.one("inner")) + "?"
    def TupleType(self, n): return f"({self.list(n.all('items'))}{',' if len(n.all('items')) == 1 else ''})"
    def FunctionType(self, n): return f"({'async ' if n.has('isAsync') else ''}({self.list(n.all('params'))}) => {self.of(n.one('result'))})"
    def LiteralType(self, n): return self.bare(n.one("value"))
    def Module(self, n): return "".join(self.of(child) + "\n" for _, child in n.one("body").children)


def plain(dump):
    """Without what says which style the text was in."""
    return re.sub(r"(?m)^Module isLayoutFile$| colonStyle\b", lambda m: "Module" if m[0][0] == "M" else "", dump)


def dump_of(noodle, path):
    done = subprocess.run([noodle, "compile", "--dump=ast", path], capture_output=True, text=True, errors="surrogateescape", timeout=60)
    return done.stdout if done.returncode == 0 else None, done.stderr


def check(noodle, path, folder):
    first, _ = dump_of(noodle, path)
    if not first:
        return None
    try:
        text = Printer().of(read(first))
    except Exception as problem:  # a node that cannot be printed is a finding like others
        return f"{path}: cannot be printed: {problem!r}"
    copy = pathlib.Path(folder) / f"{abs(hash(str(path)))}.nc"
    copy.write_text(text, errors="surrogateescape")
    second, said = dump_of(noodle, copy)
    one, two = plain(first), plain(second or "")
    if one == two:
        return ""
    lines = list(difflib.unified_diff(one.splitlines(), two.splitlines(), str(path), "printed", lineterm="", n=2))
    return f"{path}:\n{said[:600]}" + ("\n".join(lines[:14]) if second else "")


def main():
    noodle = str(pathlib.Path(sys.argv[1]).resolve())
    files = sorted(path for folder in sys.argv[2:] for path in pathlib.Path(folder).rglob("*.nc"))
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda path: check(noodle, path, folder), files))
    mistakes = [result for result in results if result]
    print("\n".join(mistakes[:int(os.environ.get("SHOWN", "10"))]))
    done = sum(result is not None for result in results)
    print(f"{done} programs of {len(files)} parse, {len(mistakes)} come back changed")
    return 1 if mistakes or not done else 0


if __name__ == "__main__":
    sys.exit(main())
