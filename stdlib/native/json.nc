// JSON. Null, booleans, ints, floats, strings, lists and maps with text keys both ways; duplicate keys keep the last value.

/// `parse(text)` `loads`
/// The value of a text or of bytes; ValueError with line and column for what is no JSON.
///     print(json.parse("{\"a\": [1, 2.5, null]}")) #> {"a": [1, 2.5, null]}
///     try { json.parse("[1,]") } catch (ValueError e) { print("line 1" in e.message) } #> true

/// `stringify(value, indent, sortKeys)`
/// The text of a value, compact without `indent`, which is a number of blanks or the text itself.
///     print(json.stringify({"b": 1, "a": [true, "x"]}, sortKeys: true)) #> {"a":[true,"x"],"b":1}

/// `dumps(value, indent, sort_keys, separators, ensure_ascii, default)`
/// The text with Python's blanks and options; `default` is called with what JSON cannot hold.
///     print(json.dumps({"a": [1, 2]}), json.dumps(1..3, default: r => list(r))) #> {"a": [1, 2]} [1, 2]

/// `load(file)`
/// The value of an open file.
///     import "io"
///     import "json"
///     print(json.load(io.StringIO("[1]"))) #> [1]

/// `dump(value, file, indent, sort_keys, separators, ensure_ascii, default)`
/// Writes a value to an open file.
///     import "io"
///     import "json"
///     out = io.StringIO()
///     json.dump([1, 2], out)
///     print(out.value) #> [1, 2]
