// A JSON reader written in the language: one object for each value, with a class for each kind.
// small size: 3
import { sizeOr, report } from "../answer"

class JsonValue {
    abstract weight(): int
}

class JsonNumber extends JsonValue {
    value: int

    constructor(value: int) { self.value = value }

    weight(): int { return self.value % 10 }
}

class JsonString extends JsonValue {
    text: string

    constructor(text: string) { self.text = text }

    weight(): int { return self.text.length }
}

class JsonLiteral extends JsonValue {
    name: string

    constructor(name: string) { self.name = name }

    weight(): int { return self.name == "true" ? 2 : 1 }
}

class JsonArray extends JsonValue {
    items: List<JsonValue> = []

    weight(): int {
        sum = 1
        for item in self.items { sum += item.weight() }
        return sum
    }
}

class JsonObject extends JsonValue {
    members: Map<string, JsonValue> = {}

    weight(): int {
        sum = 1
        for name, value in self.members { sum += name.length * value.weight() }
        return sum
    }
}

class Parser {
    text: string
    at: int = 0
    current: string = ""

    constructor(text: string) {
        self.text = text
        self.current = text[0]
    }

    advance() {
        self.at += 1
        self.current = self.at < self.text.length ? self.text[self.at] : ""
    }

    accept(c: string): bool {
        if (self.current != c) { return false }
        self.advance()
        self.skip()
        return true
    }

    require(c: string) {
        if (!self.accept(c)) { throw ValueError("expected ${c} at ${self.at}") }
    }

    skip() {
        while (self.current == " " || self.current == "\n") { self.advance() }
    }

    value(): JsonValue {
        if (self.current == "{") { return self.object() }
        if (self.current == "[") { return self.array() }
        if (self.current == "\"") { return JsonString(self.string()) }
        if (self.current == "-" || "0" <= self.current <= "9") { return self.number() }
        return self.literal()
    }

    object(): JsonObject {
        result = JsonObject()
        self.require("{")
        if (self.accept("}")) { return result }
        while (true) {
            name = self.string()
            self.require(":")
            result.members[name] = self.value()
            if (self.accept("}")) { return result }
            self.require(",")
        }
    }

    array(): JsonArray {
        result = JsonArray()
        self.require("[")
        if (self.accept("]")) { return result }
        while (true) {
            result.items.append(self.value())
            if (self.accept("]")) { return result }
            self.require(",")
        }
    }

    string(): string {
        self.advance()
        start = self.at
        while (self.current != "\"") { self.advance() }
        text = self.text[start:self.at]
        self.advance()
        self.skip()
        return text
    }

    number(): JsonNumber {
        start = self.at
        self.advance()
        while ("0" <= self.current <= "9") { self.advance() }
        text = self.text[start:self.at]
        self.skip()
        return JsonNumber(int(text))
    }

    literal(): JsonLiteral {
        start = self.at
        while ("a" <= self.current <= "z") { self.advance() }
        name = self.text[start:self.at]
        if (name not in ["true", "false", "null"]) { throw ValueError("unexpected text at ${start}") }
        self.skip()
        return JsonLiteral(name)
    }
}

function document(records: int): string {
    parts = []
    for i in 0..records {
        parts.append("{\"id\": " + str(i) + ", \"title\": \"record " + str(i * 7) + "\", \"open\": " +
            (i % 3 == 0 ? "true" : "false") + ",\n  \"sizes\": [" + str(i) + ", " + str(i * i) + ", -4], " +
            "\"owner\": {\"name\": \"someone\", \"boss\": null}}")
    }
    return "[" + parts.join(",\n") + "]"
}

function main() {
    size = sizeOr(200)
    text = document(100)
    total = 0
    for _ in 0..size { total += Parser(text).value().weight() }
    report(size, "${text.length} ${total}", {200: "11983 6190400", 3: "11983 92856"})
}
