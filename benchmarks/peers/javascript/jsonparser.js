class JsonNumber {
  constructor(value) {
    this.value = value;
  }

  weight() {
    // The remainder of a negative number is not negative.
    return ((this.value % 10) + 10) % 10;
  }
}

class JsonString {
  constructor(text) {
    this.text = text;
  }

  weight() {
    return this.text.length;
  }
}

class JsonLiteral {
  constructor(name) {
    this.name = name;
  }

  weight() {
    return this.name === "true" ? 2 : 1;
  }
}

class JsonArray {
  items = [];

  weight() {
    let sum = 1;
    for (const item of this.items) sum += item.weight();
    return sum;
  }
}

class JsonObject {
  members = new Map();

  weight() {
    let sum = 1;
    for (const [name, value] of this.members) sum += name.length * value.weight();
    return sum;
  }
}

class Parser {
  at = 0;

  constructor(text) {
    this.text = text;
    this.current = text[0];
  }

  advance() {
    this.at += 1;
    this.current = this.at < this.text.length ? this.text[this.at] : "";
  }

  accept(c) {
    if (this.current !== c) return false;
    this.advance();
    this.skip();
    return true;
  }

  require(c) {
    if (!this.accept(c)) throw new SyntaxError(`expected ${c} at ${this.at}`);
  }

  skip() {
    while (this.current === " " || this.current === "\n") this.advance();
  }

  value() {
    if (this.current === "{") return this.object();
    if (this.current === "[") return this.array();
    if (this.current === '"') return new JsonString(this.string());
    if (this.current === "-" || (this.current >= "0" && this.current <= "9")) return this.number();
    return this.literal();
  }

  object() {
    const result = new JsonObject();
    this.require("{");
    if (this.accept("}")) return result;
    while (true) {
      const name = this.string();
      this.require(":");
      result.members.set(name, this.value());
      if (this.accept("}")) return result;
      this.require(",");
    }
  }

  array() {
    const result = new JsonArray();
    this.require("[");
    if (this.accept("]")) return result;
    while (true) {
      result.items.push(this.value());
      if (this.accept("]")) return result;
      this.require(",");
    }
  }

  string() {
    this.advance();
    const start = this.at;
    while (this.current !== '"') this.advance();
    const text = this.text.slice(start, this.at);
    this.advance();
    this.skip();
    return text;
  }

  number() {
    const start = this.at;
    this.advance();
    while (this.current >= "0" && this.current <= "9") this.advance();
    const text = this.text.slice(start, this.at);
    this.skip();
    return new JsonNumber(Number(text));
  }

  literal() {
    const start = this.at;
    while (this.current >= "a" && this.current <= "z") this.advance();
    const name = this.text.slice(start, this.at);
    if (!["true", "false", "null"].includes(name)) throw new SyntaxError(`unexpected text at ${start}`);
    this.skip();
    return new JsonLiteral(name);
  }
}

function makeDocument(records) {
  const parts = [];
  for (let i = 0; i < records; i++) {
    parts.push(`{"id": ${i}, "title": "record ${i * 7}", "open": ${i % 3 === 0},\n` +
      `  "sizes": [${i}, ${i * i}, -4], "owner": {"name": "someone", "boss": null}}`);
  }
  return `[${parts.join(",\n")}]`;
}

function main(size) {
  const text = makeDocument(100);
  let total = 0;
  for (let i = 0; i < size; i++) total += new Parser(text).value().weight();
  console.log(`${text.length} ${total}`);
}

main(Number(process.argv[2] ?? 200));
