// Integers without a limit: number theory and conversions for what the builtin bigint makes. Every function takes ints and bigints; a module
// that imports this one has the builtin type as `of`.

/// A bigint of an int, a float without a fraction, or a text.
///     print(bigint.of("123456789012345678901234567890") + 1) #> 123456789012345678901234567891
export function of(x) { return whole("of", x) }

function whole(name, x) {
    if isInt(x) || isBigInt(x) || isString(x) || (isNumber(x) && x % 1 == 0) { return bigint(x) }
    throw TypeError("${name}() expects an int or a bigint, got ${typeOf(x)}")
}
function natural(name, x) {
    let n = whole(name, x)
    if n < 0 { throw ValueError("${name}() expects no negative number, got ${n}") }
    return n
}

/// The greatest common divisor.
///     print(bigint.gcd(bigint.of(2) ** 100, 6 ** 20)) #> 1048576
export function gcd(a, b) {
    let [x, y] = [abs(whole("gcd", a)), abs(whole("gcd", b))]
    while y != 0 { [x, y] = [y, x % y] }
    return x
}
/// The least common multiple.
///     print(bigint.lcm(12, 18)) #> 36
export function lcm(a, b) {
    let [x, y] = [abs(whole("lcm", a)), abs(whole("lcm", b))]
    return x == 0 || y == 0 ? bigint(0) : x ~/ gcd(x, y) * y
}
/// (g, x, y) with `a * x + b * y == g`, the greatest common divisor.
///     print(bigint.extendedGcd(240, 46)) #> (2, -9, 47)
export function extendedGcd(a, b) {
    let [r0, r1] = [whole("extendedGcd", a), whole("extendedGcd", b)]
    let [x0, x1, y0, y1] = [bigint(1), bigint(0), bigint(0), bigint(1)]
    while r1 != 0 {
        let q = r0 ~/ r1
        [r0, r1] = [r1, r0 - q * r1];
        [x0, x1] = [x1, x0 - q * x1];
        [y0, y1] = [y1, y0 - q * y1];
    }
    return r0 < 0 ? (-r0, -x0, -y0) : (r0, x0, y0)
}
/// `base ** exponent % modulus`, without the big power; a negative exponent takes the inverse.
///     print(bigint.powMod(3, bigint.of(10) ** 30, 1000007)) #> 687452
export function powMod(base, exponent, modulus) {
    let [b, e, m] = [whole("powMod", base), whole("powMod", exponent), whole("powMod", modulus)]
    if m <= 0 { throw ValueError("powMod() expects a positive modulus, got ${m}") }
    if e < 0 { [b, e] = [inverse(b, m), -e] }
    return pow(b % m, e, m)
}
/// The number with `a * inverse % modulus == 1`; ValueError if there is none.
///     print(bigint.inverse(3, 11)) #> 4
export function inverse(a, modulus) {
    let m = natural("inverse", modulus)
    let [g, x, _] = extendedGcd(whole("inverse", a) % m, m)
    if g != 1 { throw ValueError("inverse(): ${a} has no inverse modulo ${m}") }
    return x % m
}
/// The square root, rounded down.
///     print(bigint.isqrt(bigint.of(10) ** 40 + 1)) #> 100000000000000000000
export function isqrt(n) { return iroot(n, 2) }
/// The k-th root, rounded down.
///     print(bigint.iroot(bigint.of(7) ** 50 - 1, 5)) #> 282475248
export function iroot(n, k: int) {
    let x = natural("iroot", n)
    if k < 1 { throw ValueError("iroot() expects a root of at least 1, not ${k}") }
    if x < 2 || k == 1 { return x }
    let guess = bigint(1) << (x.bitLength() ~/ k + 1)
    while true {
        let better = ((k - 1) * guess + x ~/ guess ** (k - 1)) ~/ k
        if better >= guess { return guess }
        guess = better
    }
}
/// True for a prime: certain below 3.3e24, beyond that with an error of less than 1 in 2^80.
///     print(bigint.isPrime(bigint.of(2) ** 127 - 1), bigint.isPrime(561)) #> true false
export function isPrime(n): bool {
    let x = whole("isPrime", n)
    if x < 2 { return false }
    for p in kSmallPrimes {
        if x == p { return true }
        if x % p == 0 { return false }
    }
    let d = x - 1
    let twos = 0
    while d % 2 == 0 {
        d = d ~/ 2
        twos += 1
    }
    return all(passes(x, a, d, twos) for a in kSmallPrimes)
}
// Whether `a` says nothing against x being a prime (Miller and Rabin); x - 1 == d << twos.
function passes(x, a, d, twos) {
    let y = pow(bigint(a), d, x)
    if y == 1 || y == x - 1 { return true }
    for _ in 1..twos {
        y = y * y % x
        if y == x - 1 { return true }
    }
    return false
}
const kSmallPrimes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113,
    127, 131, 137, 139, 149, 151, 157, 163, 167, 173]
/// The first prime behind `n`.
///     print(bigint.nextPrime(bigint.of(10) ** 20)) #> 100000000000000000039
export function nextPrime(n) {
    let x = whole("nextPrime", n) + 1
    if x <= 2 { return bigint(2) }
    if x % 2 == 0 { x += 1 }
    while !isPrime(x) { x += 2 }
    return x
}
/// n!
///     print(bigint.factorial(25)) #> 15511210043330985984000000
export function factorial(n: int) {
    if n < 0 { throw ValueError("factorial() expects no negative number, got ${n}") }
    return product(1, n)
}
// Halves of like size: the factors stay small for long.
function product(from, to) {
    if to - from < 16 {
        let p = bigint(1)
        for i in from..=to { p *= i }
        return p
    }
    let middle = (from + to) ~/ 2
    return product(from, middle) * product(middle + 1, to)
}
/// How many ways there are to choose k of n.
///     print(bigint.binomial(100, 50)) #> 100891344545564193334812497256
export function binomial(n: int, k: int) {
    if n < 0 { throw ValueError("binomial() expects no negative number, got ${n}") }
    if k < 0 || k > n { return bigint(0) }
    let r = bigint(1)
    for i in 1..=min(k, n - k) { r = r * (n - i + 1) ~/ i }
    return r
}
/// The n-th Fibonacci number, 0 for 0.
///     print(bigint.fibonacci(100)) #> 354224848179261915075
export function fibonacci(n: int) {
    if n < 0 { throw ValueError("fibonacci() expects no negative number, got ${n}") }
    let [a, b] = [bigint(0), bigint(1)]
    for bit in range(n.bitLength() - 1, -1, -1) {
        let [even, odd] = [a * (2 * b - a), a * a + b * b]
        if n >> bit & 1 == 1 { [a, b] = [odd, even + odd] } else { [a, b] = [even, odd] }
    }
    return a
}
/// The digits in a base from 2 to 36.
///     print(bigint.toBase(255, 16), bigint.toBase(-5, 2)) #> ff -101
export function toBase(n, base: int): string {
    checkBase(base)
    let x = whole("toBase", n)
    return x < 0 ? "-" + digitsOf(-x, base) : digitsOf(x, base)
}
function checkBase(base) {
    if base < 2 || base > 36 { throw ValueError("a base is from 2 to 36, not ${base}") }
}
// Splitting in halves keeps the divisions of big numbers few.
function digitsOf(x, base) {
    if x < base { return kDigits[int(x)] }
    let width = 1
    let power = bigint(base)
    while power * power <= x {
        power = power * power
        width *= 2
    }
    return digitsOf(x ~/ power, base) + digitsOf(x % power, base).padStart(width, "0")
}
const kDigits = "0123456789abcdefghijklmnopqrstuvwxyz"
/// The number of digits in a base from 2 to 36; ValueError for what is no digit.
///     print(bigint.parse("ff", 16), bigint.parse("-zz", 36)) #> 255 -1295
export function parse(text: string, base: int = 10) {
    checkBase(base)
    let negative = text.startsWith("-")
    let digits = text.removePrefix("-").lower()
    if digits == "" { throw ValueError("parse(): there is no digit in ${repr(text)}") }
    let n = bigint(0)
    for c in digits {
        let d = kDigits.indexOf(c)
        if c == "_" { continue }
        if d < 0 || d >= base { throw ValueError("parse(): ${repr(c)} is no digit in base ${base}") }
        n = n * base + d
    }
    return negative ? -n : n
}
/// The bytes of a number that is not negative, most significant first; `length` pads with zeros in front.
///     print(bigint.toBytes(258), bigint.toBytes(1, length: 4)) #> b"\x01\x02" b"\0\0\0\x01"
export function toBytes(n, length: int = 1): bytes {
    let x = natural("toBytes", n)
    let all = []
    while x > 0 {
        all.append(int(x % 256))
        x = x ~/ 256
    }
    while all.length < length { all.append(0) }
    return bytes(list(reversed(all)))
}
/// The number of bytes, most significant first.
///     print(bigint.fromBytes(b"\x01\x02")) #> 258
export function fromBytes(data: bytes) {
    let n = bigint(0)
    for b in data { n = n * 256 + b }
    return n
}
