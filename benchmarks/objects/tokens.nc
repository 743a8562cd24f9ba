// A tokenizer and a calculator with operator precedence over text that the program builds itself.
// small size: 5
import { sizeOr, report } from "../answer"

class Token {
    kind: string
    text: string

    constructor(kind: string, text: string) {
        self.kind = kind
        self.text = text
    }
}

class Lexer {
    text: string
    at: int = 0

    constructor(text: string) { self.text = text }

    next(): Token {
        while (self.at < self.text.length && self.text[self.at] == " ") { self.at += 1 }
        if (self.at >= self.text.length) { return Token("end", "") }
        start = self.at
        c = self.text[start]
        self.at += 1
        if ("0" <= c <= "9") {
            while (self.at < self.text.length && "0" <= self.text[self.at] <= "9") { self.at += 1 }
            return Token("number", self.text[start:self.at])
        }
        if ("a" <= c <= "z") {
            while (self.at < self.text.length && "a" <= self.text[self.at] <= "z") { self.at += 1 }
            return Token("name", self.text[start:self.at])
        }
        return Token(c, c)
    }
}

const MODULUS = 1000003

class Calculator {
    lexer: Lexer
    token: Token
    names: Map<string, int>
    tokens: int = 1

    constructor(text: string, names: Map<string, int>) {
        self.lexer = Lexer(text)
        self.token = self.lexer.next()
        self.names = names
    }

    advance() {
        self.token = self.lexer.next()
        self.tokens += 1
    }

    primary(): int {
        token = self.token
        self.advance()
        if (token.kind == "number") { return int(token.text) }
        if (token.kind == "name") { return self.names[token.text] }
        if (token.kind == "(") {
            value = self.sum()
            self.advance()
            return value
        }
        throw ValueError("unexpected " + token.kind)
    }

    product(): int {
        value = self.primary()
        while (self.token.kind == "*") {
            self.advance()
            value = value * self.primary() % MODULUS
        }
        return value
    }

    sum(): int {
        value = self.product()
        while (self.token.kind == "+" || self.token.kind == "-") {
            sign = self.token.kind == "+" ? 1 : -1
            self.advance()
            value = (value + sign * self.product()) % MODULUS
        }
        return value
    }
}

function expression(i: int): string {
    parts = []
    for j in 0..20 {
        parts.append("(alpha + " + str(i * j) + ") * beta")
        parts.append(" - " + str(j) + " * (gamma + " + str(i) + " * " + str(j) + ")")
        parts.append(" + ")
    }
    parts.append("1")
    return parts.join("")
}

function main() {
    size = sizeOr(1200)
    tokens = 0
    checksum = 0
    for i in 0..size {
        calculator = Calculator(expression(i), {alpha: i, beta: 7, gamma: 3 * i})
        checksum = (checksum * 31 + calculator.sum()) % MODULUS
        tokens += calculator.tokens
    }
    report(size, "${tokens} ${checksum}", {1200: "434400 184197", 5: "1810 12752"})
}
