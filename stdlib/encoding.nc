// Bytes as text and text as bytes: base64, hexadecimal digits, percent encoding of URLs, character encodings, HTML's entities.
import "_encoding" as native

/// `data` (bytes, or a string as UTF-8) in base64. `url` writes - and _ instead of + and /.
///     print(encoding.base64Encode("noodle?>"), encoding.base64Encode("noodle?>", url: true, padded: false)) #> bm9vZGxlPz4= bm9vZGxlPz4
export function base64Encode(data, url: bool = false, padded: bool = true): string { return native.base64Encode(data, url, padded) }
export const b64encode = base64Encode

/// The bytes of a base64 text. Padding may be missing; blanks and line breaks count for nothing; ValueError for what does not belong there.
///     print(encoding.base64Decode("bm9v ZGxl")) #> b"noodle"
export function base64Decode(text, url: bool = false): bytes { return native.base64Decode(text, url) }
export const b64decode = base64Decode

/// Two hexadecimal digits for each byte.
///     print(encoding.hexEncode(b"\x00\xff")) #> 00ff
export function hexEncode(data): string { return toBytes(data).hex() }
export const hexlify = hexEncode

/// The bytes of pairs of hexadecimal digits.
///     print(encoding.hexDecode("00 fF")) #> b"\0\xff"
export function hexDecode(text: string): bytes { return bytes.fromHex(text) }
export const unhexlify = hexDecode

/// A text for use in a URL: everything but letters, digits, `-_.~` and the characters of `safe` becomes %XX of its UTF-8.
///     print(encoding.urlEncode("a b/ü"), encoding.urlEncode("a b/ü", safe: "/")) #> a%20b%2F%C3%BC a%20b/%C3%BC
export function urlEncode(text, safe: string = ""): string { return native.percentEncode(text, safe, false) }
export const quote = urlEncode

/// The reverse; ill-formed UTF-8 becomes U+FFFD.
///     print(encoding.urlDecode("a%20b%2f%C3%BC+")) #> a b/ü+
export function urlDecode(text: string): string { return native.percentDecode(text, false).decode("utf-8", "replace") }
export const unquote = urlDecode

/// A Map, or pairs, as the query of a URL; a list as value gives one entry for each element.
///     print(encoding.queryEncode({"q": "a b&c", "n": [1, 2]})) #> q=a+b%26c&n=1&n=2
export function queryEncode(values): string {
    let parts = []
    for key, value in (values is Map ? values.items() : values) {
        for v in (value is List ? value : [value]) {
            parts.append(native.percentEncode(str(key), "", true) + "=" + native.percentEncode(v is bytes ? v : str(v), "", true))
        }
    }
    return "&".join(parts)
}
export const urlencode = queryEncode

/// The entries of a query: a Map from names to lists of texts.
///     print(encoding.queryDecode("q=a+b%26c&n=1&n=2&flag")) #> {"q": ["a b&c"], "n": ["1", "2"], "flag": [""]}
export function queryDecode(query: string): Map {
    let found = {}
    for part in query.removePrefix("?").split("&") {
        if part == "" { continue }
        let [name, _, value] = part.partition("=")
        found.getOrSet(plusDecode(name), []).append(plusDecode(value))
    }
    return found
}
export const parseQuery = queryDecode

function plusDecode(text) { return native.percentDecode(text, true).decode("utf-8", "replace") }

/// `text` in a character encoding: utf-8, ascii, latin-1, utf-16, utf-16-le, utf-16-be, utf-32 and so on. `errors` is strict, ignore or replace.
///     print(encoding.encode("é", "latin-1"), encoding.encode("é", "utf-16-le")) #> b"\xe9" b"\xe9\0"
export function encode(text: string, name: string = "utf-8", errors: string = "strict"): bytes { return text.encode(name, errors) }

/// The text of bytes in a character encoding.
///     print(encoding.decode(b"\xe9", "latin-1"), encoding.decode(b"\xff", errors: "replace")) #> é �
export function decode(data: bytes, name: string = "utf-8", errors: string = "strict"): string { return data.decode(name, errors) }

/// Text with `& < > " '` as HTML's entities.
///     print(encoding.htmlEscape("<a href=\"x\">")) #> &lt;a href=&quot;x&quot;&gt;
export function htmlEscape(text: string): string {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;")
}

/// Text with the common entities and numbers of characters resolved; others stay.
///     print(encoding.htmlUnescape("&lt;b&gt; &amp;amp; &#233;&#x20ac; &unknown;")) #> <b> &amp; é€ &unknown;
export function htmlUnescape(text: string): string {
    let pieces = text.split("&")
    let out = [pieces[0]]
    for piece in pieces[1:] {
        let [name, end, rest] = piece.partition(";")
        let c = end == "" ? null : entity(name)
        out.append(c == null ? "&" + piece : c + rest)
    }
    return "".join(out)
}

function entity(name) {
    if !name.startsWith("#") { return kEntities.get(name) }
    let isHex = name.startsWith("#x") || name.startsWith("#X")
    let digits = name[isHex ? 2 : 1:]
    if digits == "" || digits.length > 8 || !all(isHex ? c.isHexDigit() : "0" <= c <= "9" for c in digits) { return null }
    let code = int(digits, isHex ? 16 : 10)
    return code == 0 || code > 0x10FFFF || 0xD800 <= code < 0xE000 ? "\uFFFD" : chr(code)
}

const kEntities = {"amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u00A0", "copy": "©", "euro": "€", "hellip": "…",
    "mdash": "—", "ndash": "–", "laquo": "«", "raquo": "»"}

/// The UTF-8 of a string; bytes as they are.
///     print(encoding.toBytes("ä"), encoding.toBytes(b"x")) #> b"\xc3\xa4" b"x"
export function toBytes(data): bytes {
    if data is bytes { return data }
    if isString(data) { return data.encode() }
    throw TypeError("bytes or a string is expected, got ${typeOf(data)}")
}
