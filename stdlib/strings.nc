// What strings do not do themselves: words and cases of names, paragraphs, distances between texts, sorting as people do it.
import "re"

/// `ASCII_LETTERS: string`
/// The letters a to z and A to Z; DIGITS, PUNCTUATION and WHITESPACE are their like.
///     print(strings.ASCII_LETTERS.length, strings.DIGITS) #> 52 0123456789
export const ASCII_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
/// `DIGITS: string`
/// The digits 0 to 9.
///     print("7" in strings.DIGITS) #> true
export const DIGITS = "0123456789"
/// `HEX_DIGITS: string`
/// The hexadecimal digits of both cases.
///     print("F" in strings.HEX_DIGITS) #> true
export const HEX_DIGITS = "0123456789abcdefABCDEF"
/// `PUNCTUATION: string`
/// The ASCII characters that are no letter, digit or blank.
///     print(strings.PUNCTUATION.length) #> 32
export const PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
/// `WHITESPACE: string`
/// The ASCII characters that are blank.
///     print("\t" in strings.WHITESPACE) #> true
export const WHITESPACE = " \t\n\r\u000B\u000C"
export const ascii_letters = ASCII_LETTERS
export const digits = DIGITS
export const hexdigits = HEX_DIGITS
export const punctuation = PUNCTUATION
export const whitespace = WHITESPACE

/// The words of a name or a sentence: at blanks, punctuation and changes of case, `HTTPServer` being two.
///     print(strings.words("parseHTTPHeader_fast v2")) #> ["parse", "HTTP", "Header", "fast", "v2"]
export function words(text: string): List { return re.findall(r"\p{Lu}+(?:\p{Lu}\b|\p{Lu}$)|\p{Lu}?[\p{Ll}\p{Lo}\p{M}\d]+|\p{Lu}+|\d+", splitCapitals(text)) }

// A row of capitals before a capitalised word ends one letter before it.
function splitCapitals(text) { return re.sub(r"(\p{Lu}+)(\p{Lu}\p{Ll})", r"\1 \2", text) }

/// camelCase.
///     print(strings.camelCase("hello big-world")) #> helloBigWorld
export function camelCase(text: string): string {
    let all = [w.capitalize() for w in words(text)]
    return all.length == 0 ? "" : all[0].lower() + "".join(all[1:])
}
/// PascalCase.
///     print(strings.pascalCase("hello big-world")) #> HelloBigWorld
export function pascalCase(text: string): string { return "".join([w.capitalize() for w in words(text)]) }
/// snake_case.
///     print(strings.snakeCase("helloBigWorld")) #> hello_big_world
export function snakeCase(text: string): string { return "_".join([w.lower() for w in words(text)]) }
/// kebab-case.
///     print(strings.kebabCase("HelloBig world")) #> hello-big-world
export function kebabCase(text: string): string { return "-".join([w.lower() for w in words(text)]) }
/// CONSTANT_CASE.
///     print(strings.constantCase("maxSize")) #> MAX_SIZE
export function constantCase(text: string): string { return "_".join([w.upper() for w in words(text)]) }
/// A text for an address: small letters and digits with - between words, accents of Latin letters left out where that is easy.
///     print(strings.slug("  Crème Brûlée: 2 Stück! ")) #> creme-brulee-2-stuck
export function slug(text: string): string {
    let plain = "".join([kPlain.get(c, c) for c in text.lower()])
    return "-".join(re.findall(r"[\p{L}\d]+", plain))
}

const kPlain = Map([(c, row[0]) for row in ["aàáâãäåā", "cçćč", "eèéêëēę", "iìíîïī", "nñń", "oòóôõöøō", "uùúûüū", "yýÿ", "sšś", "zžźż"] for c in row[1:]])

/// Lines of at most `width` code points, broken at blanks; a longer word is broken where it must be.
///     print(strings.wrap("the quick brown fox", 10)) #> ["the quick", "brown fox"]
export function wrap(text: string, width: int = 70, indent: string = "", first = null): List {
    if width < 1 { throw ValueError("wrap(): 'width' must be at least 1, not ${width}") }
    let lines = []
    let lead = first ?? indent
    let line = ""
    let finish = () => {
        lines.append(lead + line)
        lead = indent
        line = ""
    }
    for word in text.split() {
        if line != "" && lead.length + line.length + 1 + word.length > width { finish() }
        let rest = word
        while lead.length + rest.length > width && line == "" {
            let room = max(width - lead.length, 1)
            if rest.length <= room { break }
            line = rest[:room]
            rest = rest[room:]
            finish()
        }
        line = line == "" ? rest : line + " " + rest
    }
    if line != "" { finish() }
    return lines
}
/// wrap() as one text.
///     print(repr(strings.fill("a bb ccc", 4))) #> "a bb\nccc"
export function fill(text: string, width: int = 70, indent: string = "", first = null): string { return "\n".join(wrap(text, width, indent, first)) }

/// The lines without the blanks that all of them begin with; lines of blanks become empty.
///     print(repr(strings.dedent("  a\n    b\n"))) #> "a\n  b\n"
export function dedent(text: string): string {
    let lines = text.split("\n")
    let margin = null
    for line in lines {
        if line.strip() == "" { continue }
        let blanks = line[:line.length - line.lstrip(" \t").length]
        margin = margin == null ? blanks : commonPrefix([margin, blanks])
    }
    let cut = margin == null ? 0 : margin.length
    return "\n".join([line.strip() == "" ? "" : line[cut:] for line in lines])
}
/// `prefix` in front of each line that is not blank.
///     print(repr(strings.indent("a\n\nb"))) #> "    a\n\n    b"
export function indent(text: string, prefix: string = "    "): string {
    return "\n".join([line.strip() == "" ? line : prefix + line for line in text.split("\n")])
}

/// At most `length` code points, with `mark` at the end where something was left out.
///     print(strings.truncate("a long text", 7), strings.truncate("short", 7)) #> a long… short
export function truncate(text: string, length: int, mark: string = "…"): string {
    if length < mark.length { throw ValueError("truncate(): 'length' must be at least ${mark.length}, the length of the mark") }
    return text.length <= length ? text : text[:length - mark.length] + mark
}

/// What all texts begin with.
///     print(strings.commonPrefix(["interval", "internal", "into"])) #> int
export function commonPrefix(texts): string {
    let all = list(texts)
    if all.length == 0 { return "" }
    let [low, high] = [min(all), max(all)]
    let n = 0
    while n < min(low.length, high.length) && low[n] == high[n] { n += 1 }
    return low[:n]
}
/// What all texts end with.
///     print(strings.commonSuffix(["reading", "writing"])) #> ing
export function commonSuffix(texts): string { return commonPrefix([t[::-1] for t in texts])[::-1] }

/// The least number of characters to insert, remove or exchange that makes one text of the other.
///     print(strings.distance("kitten", "sitting")) #> 3
export function distance(a: string, b: string): int {
    let [s, t] = [list(a), list(b)]
    let row = list(range(t.length + 1))
    for (i, x) in enumerate(s) {
        let diagonal = i
        row[0] = i + 1
        for (j, y) in enumerate(t) {
            let above = row[j + 1]
            row[j + 1] = x == y ? diagonal : 1 + min(diagonal, min(above, row[j]))
            diagonal = above
        }
    }
    return row[t.length]
}
/// How alike two texts are, from 0.0 to 1.0, by their distance.
///     print(strings.similarity("noodle", "noodles") > 0.85, strings.similarity("", "")) #> true 1.0
export function similarity(a: string, b: string): float {
    let longest = max(a.length, b.length)
    return longest == 0 ? 1.0 : 1 - distance(a, b) / longest
}
/// Those of `candidates` that are most like `text`, the best first: at most `n`, each at least as like as `least`.
///     print(strings.closest("colr", ["color", "cold", "red"], n: 1)) #> ["color"]
export function closest(text: string, candidates, n: int = 3, least: float = 0.6): List {
    let scored = [(similarity(text, c), c) for c in candidates]
    return [c for _, c in sorted([p for p in scored if p[0] >= least], key: p => -p[0])][:n]
}

/// A key for sorted() with which numbers in texts count as numbers, and cases do not count.
///     print(sorted(["b10", "b9", "A1"], key: strings.naturalKey)) #> ["A1", "b9", "b10"]
export function naturalKey(text: string) {
    return tuple([part.isDigit() ? (0, int(part), part) : (1, part.caseFold(), part) for part in re.findall(r"\d{1,18}|\D+", text)])
}

/// Each character of `from` exchanged by the one of `to` at its place, those of `without` left out.
///     print(strings.translate("hello", "el", "ip", without: "h")) #> ippo
export function translate(text: string, from: string, to: string, without: string = ""): string {
    if from.length != to.length { throw ValueError("translate(): ${from.length} characters cannot become ${to.length}") }
    let table = {}
    for (i, c) in enumerate(from) { table[c] = to[i] }
    for c in without { table[c] = "" }
    return "".join([table.get(c, c) for c in text])
}

/// The text with `$name` and `${name}` replaced by the values of a Map, `$$` by a dollar sign; a missing name is a KeyError. Write the template in
/// single quotes, double ones interpolate at once.
///     print(strings.template('$who owes ${sum}$$', {"who": "Ada", "sum": 5})) #> Ada owes 5$
export function template(text: string, values): string {
    return re.sub(r"\$(?:(\$)|(\w+)|\{(\w+)\})", m => {
        let name = m[2] ?? m[3]
        return m[1] != null ? "$" : str(values[name])
    }, text)
}

/// Text is gathered and joined once.
///     b = strings.Builder()
///     b.add("a").add(1).line("!")
///     print(repr(b.toString()), b.length) #> "a1!\n" 4
export class Builder {
    private parts = []
    /// Code points so far.
    length = 0

    /// Adds a value as str() has it. Gives the Builder, so that calls can follow.
    add(value): Builder {
        let text = str(value)
        self.parts.append(text)
        self.length += text.length
        return self
    }
    /// Adds a value and a line break.
    line(value = ""): Builder { return self.add(value).add("\n") }
    /// Removes everything.
    clear() {
        self.parts = []
        self.length = 0
    }
    toString() {
        if self.parts.length > 1 { self.parts = ["".join(self.parts)] }
        return self.parts.length == 0 ? "" : self.parts[0]
    }
}
