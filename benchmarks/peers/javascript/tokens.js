class Token {
  constructor(kind, text) {
    this.kind = kind;
    this.text = text;
  }
}

const isDigit = (c) => c >= "0" && c <= "9";
const isLetter = (c) => c >= "a" && c <= "z";

class Lexer {
  at = 0;

  constructor(text) {
    this.text = text;
  }

  next() {
    while (this.at < this.text.length && this.text[this.at] === " ") this.at++;
    if (this.at >= this.text.length) return new Token("end", "");
    const start = this.at;
    const c = this.text[start];
    this.at++;
    if (isDigit(c)) {
      while (this.at < this.text.length && isDigit(this.text[this.at])) this.at++;
      return new Token("number", this.text.slice(start, this.at));
    }
    if (isLetter(c)) {
      while (this.at < this.text.length && isLetter(this.text[this.at])) this.at++;
      return new Token("name", this.text.slice(start, this.at));
    }
    return new Token(c, c);
  }
}

const MODULUS = 1000003;

class Calculator {
  tokens = 1;

  constructor(text, names) {
    this.lexer = new Lexer(text);
    this.token = this.lexer.next();
    this.names = names;
  }

  advance() {
    this.token = this.lexer.next();
    this.tokens++;
  }

  primary() {
    const token = this.token;
    this.advance();
    if (token.kind === "number") return Number(token.text);
    if (token.kind === "name") return this.names.get(token.text);
    if (token.kind === "(") {
      const value = this.sum();
      this.advance();
      return value;
    }
    throw new SyntaxError(`unexpected ${token.kind}`);
  }

  product() {
    let value = this.primary();
    while (this.token.kind === "*") {
      this.advance();
      value = (value * this.primary()) % MODULUS;
    }
    return value;
  }

  sum() {
    let value = this.product();
    while (this.token.kind === "+" || this.token.kind === "-") {
      const sign = this.token.kind === "+" ? 1 : -1;
      this.advance();
      value = (value + sign * this.product()) % MODULUS;
      if (value < 0) value += MODULUS;  // The operator keeps the sign of the sum.
    }
    return value;
  }
}

function expression(i) {
  const parts = [];
  for (let j = 0; j < 20; j++) {
    parts.push(`(alpha + ${i * j}) * beta`);
    parts.push(` - ${j} * (gamma + ${i} * ${j})`);
    parts.push(" + ");
  }
  parts.push("1");
  return parts.join("");
}

function main(size) {
  let tokens = 0;
  let checksum = 0;
  for (let i = 0; i < size; i++) {
    const names = new Map([["alpha", i], ["beta", 7], ["gamma", 3 * i]]);
    const calculator = new Calculator(expression(i), names);
    checksum = (checksum * 31 + calculator.sum()) % MODULUS;
    tokens += calculator.tokens;
  }
  console.log(`${tokens} ${checksum}`);
}

main(Number(process.argv[2] ?? 1200));
