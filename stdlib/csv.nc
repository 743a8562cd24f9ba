// Tables as text: rows of fields with a delimiter between them. Fields are texts; one with a delimiter, a quote or a line break in it stands
// in quotes, and a quote there is doubled. Empty lines are no rows.
import "_csv" as native

/// All rows of a text, as lists of texts. ValueError with the line for a quote that is not closed and for text behind a closing quote.
///     print(csv.parse("a,b\n1,\"x, y\"\n")) #> [["a", "b"], ["1", "x, y"]]
export function parse(text: string, delimiter: string = ",", quote: string = "\""): List {
    return native.parse(text.removePrefix("\uFEFF"), delimiter, quote)
}
export const loads = parse

/// The rows behind the first one as Maps, the first having the names. Fields that a row lacks are null, more than there are names is a ValueError.
///     print(csv.parseMaps("name,age\nAda,36\n")) #> [{"name": "Ada", "age": "36"}]
export function parseMaps(text: string, delimiter: string = ",", quote: string = "\""): List {
    let rows = parse(text, delimiter, quote)
    if rows.length == 0 { return [] }
    let names = rows[0]
    return [toMap(names, row, i + 2) for i, row in enumerate(rows[1:])]
}

function toMap(names, row, number) {
    if row.length > names.length { throw ValueError("csv: row ${number} has ${row.length} fields, there are ${names.length} names") }
    let m = {}
    for (i, name) in enumerate(names) { m[name] = i < row.length ? row[i] : null }
    return m
}

/// The text of rows. Null is an empty field, other values are as str() has them. `quoteAll` puts every field in quotes.
///     print(csv.stringify([["a", 1], ["x,y", null]]), end: "") #> a,1
///     #> "x,y",
export function stringify(rows, delimiter: string = ",", quote: string = "\"", lineEnd: string = "\n", quoteAll: bool = false): string {
    return native.format(rows, delimiter, quote, lineEnd, quoteAll)
}
export const dumps = stringify

/// The text of Maps: a row of names, those of the first Map if they are not given, and a row for each Map. What a Map lacks is an empty
/// field; a key that is no name is a ValueError.
///     print(csv.stringifyMaps([{"a": 1, "b": 2}, {"b": 3}]), end: "") #> a,b
///     #> 1,2
///     #> ,3
export function stringifyMaps(maps, names = null, delimiter: string = ",", quote: string = "\"", lineEnd: string = "\n", quoteAll: bool = false): string {
    let all = list(maps)
    if names == null { names = all.length == 0 ? [] : all[0].keys() }
    let rows = [names]
    for m in all {
        for key in m.keys() {
            if !names.contains(key) { throw ValueError("csv: the key ${repr(key)} is not among the names") }
        }
        rows.append([m.get(name) for name in names])
    }
    return all.length == 0 && names.length == 0 ? "" : native.format(rows, delimiter, quote, lineEnd, quoteAll)
}

/// The rows of lines, one after the other: of an open file or any iterable of lines, with or without line breaks. For tables that are too
/// big to be read whole.
///     print(list(csv.reader(["a,b", "1,\"x", "y\""]))) #> [["a", "b"], ["1", "x\ny"]]
export function* reader(lines, delimiter: string = ",", quote: string = "\"") {
    let held = null
    let isFirst = true
    for line in lines {
        if !isString(line) { throw TypeError("csv.reader() expects lines of text, got ${typeOf(line)}") }
        if isFirst {
            line = line.removePrefix("\uFEFF")
            isFirst = false
        }
        if held != null { line = held + (held.endsWith("\n") ? "" : "\n") + line }
        // A field is open where the quotes are odd in number.
        if line.count(quote) % 2 == 1 {
            held = line
            continue
        }
        held = null
        for row in native.parse(line, delimiter, quote) { yield row }
    }
    if held != null { native.parse(held, delimiter, quote) }
}

/// As reader, with Maps as parseMaps has them.
///     print([row["n"] for row in csv.mapReader(["n,m", "1,2", "3,4"])]) #> ["1", "3"]
export function* mapReader(lines, delimiter: string = ",", quote: string = "\"") {
    let names = null
    for (i, row) in enumerate(reader(lines, delimiter, quote)) {
        if names == null { names = row } else { yield toMap(names, row, i + 1) }
    }
}
export const DictReader = mapReader

/// Writes rows to something with a method write, such as an open file.
///     import "io"
///     import "csv"
///     out = io.StringIO()
///     w = csv.Writer(out)
///     w.row([1, "two"])
///     w.rows([[3, 4]])
///     print(repr(out.value)) #> "1,two\n3,4\n"
export class Writer {
    private out = null
    private style = []

    constructor(out, delimiter: string = ",", quote: string = "\"", lineEnd: string = "\n", quoteAll: bool = false) {
        self.out = out
        self.style = [delimiter, quote, lineEnd, quoteAll]
        native.format([], ...self.style)
    }
    /// Writes one row.
    row(fields) { self.out.write(native.format([fields], ...self.style)) }
    /// As row.
    writerow(fields) { self.row(fields) }
    /// Writes several rows.
    rows(all) {
        for fields in all { self.row(fields) }
    }
    /// As rows.
    writerows(all) { self.rows(all) }
}
export const writer = Writer
