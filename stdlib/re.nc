// Regular expressions. They are matched by RE2 in time linear in the text, whatever the pattern, so a text from outside cannot
// make a program hang; what would need backtracking (looking ahead or behind, references to groups inside a pattern) is an
// error with that reason.
//
// Patterns are best written as raw strings, r"\d+". Places are indexes of code points. A pattern that is used often is compiled once
// either way: the functions of the module keep the patterns they compiled.
import "_re" as native

/// `IGNORECASE: int`
/// Flag: letters match in either case. Flags are added up with `|`.
///     print(re.findall("a", "aA", re.IGNORECASE | re.DOTALL)) #> ["a", "A"]
export const IGNORECASE = 1
/// `MULTILINE: int`
/// Flag: `^` and `$` match at each line.
///     print(re.findall("^.", "ab\ncd", re.MULTILINE)) #> ["a", "c"]
export const MULTILINE = 2
/// `DOTALL: int`
/// Flag: `.` matches a newline too.
///     print(re.search("a.b", "a\nb", re.DOTALL) != null) #> true
export const DOTALL = 4
/// `VERBOSE: int`
/// Flag: blanks and `# …` comments in the pattern mean nothing, except in `[…]` and after a backslash.
///     print(re.findall(r"\d +  # a number", "12 3", re.VERBOSE)) #> ["12", "3"]
export const VERBOSE = 8
export const I = IGNORECASE
export const M = MULTILINE
export const S = DOTALL
export const X = VERBOSE

let compiled = {}
const kKept = 256

/// The compiled pattern, of at most 65,536 bytes; ValueError says what is wrong with a bad one.
///     p = re.compile(r"(?P<key>\w+)=(\d+)")
///     print(p.groups, p.groupindex, p.search("n=12").group("key")) #> 2 {"key": 1} n
export function compile(pattern, flags: int = 0): Pattern {
    if pattern is Pattern { return pattern }
    let key = flags == 0 ? pattern : (pattern, flags)
    let known = compiled.get(key)
    if known != null { return known }
    if !isString(pattern) { throw TypeError("re.compile() expects a string or a Pattern, got ${typeOf(pattern)}") }
    if compiled.length >= kKept { compiled.clear() }
    let made = Pattern(pattern, flags)
    compiled[key] = made
    return made
}

/// The first match anywhere in `text`, or null.
///     m = re.search(r"(\w)(\d+)", "see b12!")
///     print(m.group(), m.group(2), m.span(), m.start(2)) #> b12 12 (4, 7) 5
export function search(pattern, text: string, flags: int = 0) { return compile(pattern, flags).search(text) }

/// A match that begins where `text` begins, or null.
///     print(re.match("b", "ab"), re.match("a", "ab").group()) #> null a
export function match(pattern, text: string, flags: int = 0) { return compile(pattern, flags).match(text) }

/// A match of the whole text, or null.
///     print(re.fullmatch("a+", "aab"), re.fullmatch("a+", "aa").group()) #> null aa
export function fullmatch(pattern, text: string, flags: int = 0) { return compile(pattern, flags).fullmatch(text) }
export const fullMatch = fullmatch

/// True if the pattern matches anywhere in `text`.
///     print(re.test(r"\d", "a1"), re.test(r"\d", "a")) #> true false
export function test(pattern, text: string, flags: int = 0): bool { return compile(pattern, flags).search(text) != null }

/// Every match from left to right: texts, or what the only group matched, or tuples of the groups.
///     print(re.findall(r"\d+", "1, 22"), re.findall(r"(\w)=(\w)", "a=1 b=2")) #> ["1", "22"] [("a", "1"), ("b", "2")]
export function findall(pattern, text: string, flags: int = 0): List { return compile(pattern, flags).findall(text) }
export const findAll = findall

/// The matches themselves, one after the other.
///     print([m.start() for m in re.finditer("a", "banana")]) #> [1, 3, 5]
export function finditer(pattern, text: string, flags: int = 0) { return compile(pattern, flags).finditer(text) }
export const findIter = finditer

/// The pieces of `text` between matches; groups of the pattern stand between them. `maxsplit` 0 means no limit.
///     print(re.split(r",\s*", "a, b,c"), re.split("(-)", "a-b-c", 1)) #> ["a", "b", "c"] ["a", "-", "b-c"]
export function split(pattern, text: string, maxsplit: int = 0, flags: int = 0): List {
    return compile(pattern, flags).split(text, maxsplit)
}

/// `text` with each match replaced: by a template, in which `\1` and `\g<name>` stand for groups, or by what a function gives for the
/// match. `count` 0 means all.
///     print(re.sub(r"(\w+)@(\w+)", r"\2 at \1", "me@home")) #> home at me
///     print(re.sub(r"\d+", m => str(int(m.group()) * 2), "1 and 20")) #> 2 and 40
export function sub(pattern, replacement, text: string, count: int = 0, flags: int = 0): string {
    return compile(pattern, flags).sub(replacement, text, count)
}
export const replace = sub

/// As sub, with the number of replacements.
///     print(re.subn("a", "b", "aa")) #> ("bb", 2)
export function subn(pattern, replacement, text: string, count: int = 0, flags: int = 0) {
    return compile(pattern, flags).subn(replacement, text, count)
}

/// A pattern that matches exactly `text`.
///     print(re.escape("1+1"), re.fullmatch(re.escape("1+1"), "1+1") != null) #> 1\+1 true
export function escape(text: string): string { return native.escape(text) }

/// A compiled pattern, which compile() gives.
///     p = re.compile("[aeiou]")
///     print(p.findall("noodle"), p.sub("-", "noodle"), p) #> ["o", "o", "e"] n--dl- re.compile("[aeiou]")
export class Pattern {
    pattern: string
    flags: int
    groups = 0
    groupindex = null
    private native = null

    constructor(pattern: string, flags: int = 0) {
        if flags < 0 || flags > 15 { throw ValueError("re.compile(): unknown flags ${flags}") }
        self.pattern = pattern
        self.flags = flags
        self.native = native.compile(translate(pattern, flags))
        let [groups, names] = native.groups(self.native)
        self.groups = groups
        self.groupindex = names
    }
    /// As the function search; `start` and `end` limit where it looks.
    search(text: string, start = 0, end = null) { return self.found(text, native.find(self.native, text, start, end, 0)) }
    /// As the function match, at `start`.
    match(text: string, start = 0, end = null) { return self.found(text, native.find(self.native, text, start, end, 1)) }
    /// As the function fullmatch, of the text from `start` to `end`.
    fullmatch(text: string, start = 0, end = null) { return self.found(text, native.find(self.native, text, start, end, 2)) }
    /// True if the pattern matches anywhere.
    test(text: string): bool { return native.find(self.native, text) != null }
    /// As the function findall.
    findall(text: string): List { return native.findAll(self.native, text) }
    /// As the function finditer.
    finditer(text: string) { return map(spans => Match(self, text, spans), iter(native.findSpans(self.native, text))) }
    /// As the function split.
    split(text: string, maxsplit: int = 0): List {
        if maxsplit < 0 { return [text] }
        return native.split(self.native, text, maxsplit)
    }
    /// As the function sub.
    sub(replacement, text: string, count: int = 0): string { return self.subn(replacement, text, count)[0] }
    /// As the function subn.
    subn(replacement, text: string, count: int = 0) {
        if count < 0 { return (text, 0) }
        if isString(replacement) { return native.substitute(self.native, text, replacement, count) }
        if !callable(replacement) {
            throw TypeError("sub() expects a string or a function as replacement, got ${typeOf(replacement)}")
        }
        let pieces = []
        let copied = 0
        let done = 0
        for spans in native.findSpans(self.native, text) {
            if count != 0 && done == count { break }
            let made = replacement(Match(self, text, spans))
            if !isString(made) { throw TypeError("sub(): the function gave ${typeOf(made)}, not a string") }
            pieces.append(text[copied:spans[0]])
            pieces.append(made)
            copied = spans[1]
            done += 1
        }
        pieces.append(text[copied:])
        return ("".join(pieces), done)
    }
    private found(text, spans) { return spans == null ? null : Match(self, text, spans) }
    toString() { return "re.compile(${repr(self.pattern)})" }
    equals(other) { return other is Pattern && other.pattern == self.pattern && other.flags == self.flags }
    hash() { return hash((self.pattern, self.flags)) }
}

/// One match: what search, match and their like give. Group 0 is all of it; groups have numbers and may have names.
///     m = re.search(r"(?P<year>\d{4})-(\d\d)", "on 2026-11-21")
///     print(m.group("year", 2), m.groups(), m.groupdict(), m["year"], m.end()) #> ("2026", "11") ("2026", "11") {"year": "2026"} 2026 10
export class Match {
    /// The text that was searched.
    string: string
    /// The pattern.
    re
    private spans

    constructor(re, string, spans) {
        self.re = re
        self.string = string
        self.spans = spans
    }
    private place(group) {
        if isInt(group) && 0 <= group <= self.re.groups { return group * 2 }
        let number = isString(group) ? self.re.groupindex.get(group) : group
        if !isInt(number) || number < 0 || number > self.re.groups {
            throw IndexError("the pattern has no group ${group is string ? repr(group) : group}")
        }
        return number * 2
    }
    private text(group) {
        let at = self.place(group)
        return self.spans[at] < 0 ? null : self.string[self.spans[at]:self.spans[at + 1]]
    }
    /// What a group matched, null if it took no part; a tuple for several groups.
    group(...groups) {
        if groups.length == 0 { return self.string[self.spans[0]:self.spans[1]] }
        return groups.length == 1 ? self.text(groups[0]) : tuple([self.text(g) for g in groups])
    }
    /// All groups but 0; `default` for those that took no part.
    groups(default = null) { return tuple([self.text(i) ?? default for i in 1..self.re.groups + 1]) }
    /// The groups that have names.
    groupdict(default = null) { return {[name]: self.text(number) ?? default for name, number in self.re.groupindex} }
    /// Where a group begins; -1 if it took no part.
    start(group = 0): int { return group == 0 ? self.spans[0] : self.spans[self.place(group)] }
    /// Where a group ends.
    end(group = 0): int { return group == 0 ? self.spans[1] : self.spans[self.place(group) + 1] }
    /// (start, end) of a group.
    span(group = 0) { return (self.start(group), self.end(group)) }
    __getitem__(group) { return self.text(group) }
    toString() { return "<re.Match ${self.span()} ${repr(self.text(0))}>" }
}

function translate(pattern, flags) {
    let letters = []
    for (i, letter) in enumerate(["i", "m", "s"]) {
        if flags >> i & 1 == 1 { letters.append(letter) }
    }
    let text = flags & VERBOSE == 0 ? pattern : withoutLayout(pattern)
    return letters.length == 0 ? text : "(?" + "".join(letters) + ")" + text
}

function withoutLayout(pattern) {
    let kept = []
    let inClass = false
    let inComment = false
    let afterBackslash = false
    for c in pattern {
        if inComment {
            inComment = c != "\n"
            continue
        }
        if afterBackslash {
            afterBackslash = false
        } else if c == "\\" {
            afterBackslash = true
        } else if inClass {
            inClass = c != "]"
        } else if c == "[" {
            inClass = true
        } else if c == "#" {
            inComment = true
            continue
        } else if c.isSpace() {
            continue
        }
        kept.append(c)
    }
    return "".join(kept)
}
