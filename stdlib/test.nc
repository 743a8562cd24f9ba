// Tests of programs: assertions that say what was expected, and suites that run cases with fixtures and report. A file of tests ends in
// `test.run()`; its exit status is 1 if a case failed.
import "sys"
import "time"

function fail_(text, message) {
    throw AssertionError(message == null ? text : "${message}: ${text}")
}

/// The values are equal.
///     test.equal(1 + 1, 2)
///     try { test.equal([1], [2]) } catch (AssertionError e) { print(e) } #> expected [2], got [1]
export function equal(actual, expected, message = null) {
    if !(actual == expected) { fail_("expected ${repr(expected)}, got ${repr(actual)}${difference(actual, expected)}", message) }
}
export const assertEqual = equal

// Where long texts and lists differ first.
function difference(actual, expected) {
    let both = (isString(actual) && isString(expected)) || (actual is List && expected is List)
    if !both || min(actual.length, expected.length) < 8 { return "" }
    let at = 0
    while at < min(actual.length, expected.length) && actual[at] == expected[at] { at += 1 }
    let show = xs => at < xs.length ? repr(xs[at]) : "the end"
    return " (at ${at}: ${show(expected)} expected, got ${show(actual)})"
}

/// The values differ.
///     try { test.notEqual(1, 1) } catch (AssertionError e) { print(e) } #> expected something other than 1
export function notEqual(actual, unexpected, message = null) {
    if actual == unexpected { fail_("expected something other than ${repr(unexpected)}", message) }
}
export const assertNotEqual = notEqual

/// The value counts as true.
///     try { test.isTrue(0, "count") } catch (AssertionError e) { print(e) } #> count: expected a true value, got 0
export function isTrue(value, message = null) {
    if !value { fail_("expected a true value, got ${repr(value)}", message) }
}
export const assertTrue = isTrue

/// The value counts as false.
///     try { test.isFalse([1]) } catch (AssertionError e) { print(e) } #> expected a false value, got [1]
export function isFalse(value, message = null) {
    if value { fail_("expected a false value, got ${repr(value)}", message) }
}
export const assertFalse = isFalse

/// The value is null.
///     try { test.isNull(0) } catch (AssertionError e) { print(e) } #> expected null, got 0
export function isNull(value, message = null) {
    if value != null { fail_("expected null, got ${repr(value)}", message) }
}
export const assertNull = isNull

/// The value is not null.
///     try { test.notNull(null) } catch (AssertionError e) { print(e) } #> expected something other than null
export function notNull(value, message = null) {
    if value == null { fail_("expected something other than null", message) }
}
export const assertNotNull = notNull

/// Both are one object.
///     xs = []
///     test.same(xs, xs)
///     try { test.same(xs, []) } catch (AssertionError e) { print(e) } #> expected the same object, got two: [] and []
export function same(actual, expected, message = null) {
    if id(actual) != id(expected) { fail_("expected the same object, got two: ${repr(expected)} and ${repr(actual)}", message) }
}
export const assertSame = same

/// The numbers differ by at most `tolerance`, or by that share of the expected one if it is greater than 1.
///     test.close(0.1 + 0.2, 0.3)
///     try { test.close(1.0, 1.1) } catch (AssertionError e) { print(e) } #> expected about 1.1, got 1.0
export function close(actual, expected, tolerance = 1e-9, message = null) {
    let allowed = tolerance * max(1.0, abs(expected))
    if actual != expected && !(abs(actual - expected) <= allowed) { fail_("expected about ${expected}, got ${actual}", message) }
}
export const assertClose = close

/// The container has the element, or the text the part.
///     try { test.contains([1, 2], 3) } catch (AssertionError e) { print(e) } #> expected 3 in [1, 2]
export function contains(container, element, message = null) {
    if element not in container { fail_("expected ${repr(element)} in ${repr(container)}", message) }
}
export const assertContains = contains

/// The value has the type.
///     try { test.hasType("1", int) } catch (AssertionError e) { print(e) } #> expected a value of another type, got "1" (string)
export function hasType(value, type, message = null) {
    if !isinstance(value, type) { fail_("expected a value of another type, got ${repr(value)} (${typeOf(value)})", message) }
}
export const assertType = hasType

/// The function throws an error of that class, and with `text` its message contains that. Gives the error.
///     e = test.throws(ValueError, () => int("x"), "x")
///     print(e is ValueError) #> true
///     try { test.throws(KeyError, () => 1) } catch (AssertionError e) { print(e) } #> expected an error, none was thrown
export function throws(type, f, text = null, message = null) {
    let thrown = null
    try { f() } catch (Error e) { thrown = e }
    if thrown == null { fail_("expected an error, none was thrown", message) }
    if !isinstance(thrown, type) { fail_("expected another error, got ${typeOf(thrown)}: ${thrown}", message) }
    if text != null && text not in thrown.message { fail_("expected an error with ${repr(text)}, got ${repr(thrown.message)}", message) }
    return thrown
}
export const assertThrows = throws
export const raises = throws

/// Fails.
///     try { test.fail("not here") } catch (AssertionError e) { print(e) } #> not here
export function fail(message = "failed") { throw AssertionError(message) }

/// Ends a case without a result.
///     s = test.Suite("s")
///     s.case("later", () => test.skip("no network"))
///     print(s.run(quiet: true).skipped) #> 1
export function skip(reason = "") { throw Skipped(reason) }

class Skipped extends Error {}

/// How a run went: passed, failed, skipped, and the names and errors of those that failed.
///     print(test.Report(passed: 2, failed: 0, skipped: 0, failures: []).passed) #> 2
export struct Report { passed: int; failed: int; skipped: int; failures: List }

/// Cases with fixtures. A case gets the fixtures that its parameters name: fixture functions are called before each case that wants them, and
/// their clean-up after it. A case may be async.
///     suite = test.Suite("lists")
///     suite.fixture("xs", () => [1, 2])
///     suite.case("append", xs => { xs.append(3); test.equal(xs.length, 3) })
///     suite.case("untouched", xs => test.equal(xs, [1, 2]))
///     suite.case("wrong", () => test.equal(1, 2))
///     report = suite.run()
///     #> ok    lists: append
///     #> ok    lists: untouched
///     #> FAIL  lists: wrong: expected 2, got 1
///     #> 2 passed, 1 failed
///     print(report.failures[0][0]) #> lists: wrong
export class Suite {
    name: string
    private cases = []
    private fixtures = {}
    private befores = []
    private afters = []

    constructor(name: string = "") { self.name = name }
    /// Adds a case; as a decorator `@suite.case("name")` if no function is given. `only` are the fixtures for its parameters, in order;
    /// without it a case with parameters gets the fixtures in the order in which they were declared.
    case(name, f = null, only = null) {
        if f == null { return g => self.case(name, g, only) }
        if !callable(f) { throw TypeError("a case is a function, not ${typeOf(f)}") }
        self.cases.append((name, f, only))
        return f
    }
    /// A case for each row of arguments.
    each(name, rows, f) {
        for row in rows {
            let xs = row is Tuple ? list(row) : (row is List ? row : [row])
            self.cases.append(("${name} ${tuple(xs)}", () => f(...xs), []))
        }
    }
    /// Declares a fixture: `make` gives its value, `cleanUp` is called with it after the case.
    fixture(name, make, cleanUp = null) { self.fixtures[name] = (make, cleanUp) }
    /// Calls `f` before each case.
    before(f) { self.befores.append(f) }
    /// Calls `f` after each case, also after one that failed.
    after(f) { self.afters.append(f) }
    private execute(f, only) {
        let names = only ?? self.fixtures.keys()
        let wanted = only == null ? min(parameterCount(f), names.length) : names.length
        let made = []
        for setUp in self.befores { setUp() }
        try {
            for name in names[:wanted] {
                if !self.fixtures.has(name) { throw KeyError("there is no fixture ${repr(name)}") }
                let [make, cleanUp] = self.fixtures[name]
                made.append((make(), cleanUp))
            }
            let result = f(...[value for value, _ in made])
            if typeOf(result) == "Task" { asyncio.run(result) }
        } finally {
            for (value, cleanUp) in list(reversed(made)) {
                if cleanUp != null { cleanUp(value) }
            }
            for tearDown in self.afters { tearDown() }
        }
    }
    /// Runs the cases whose names contain `only`, printing a line for each (`quiet`: nothing), and gives a Report.
    run(only: string = "", quiet: bool = false): Report {
        let report = Report(0, 0, 0, [])
        let say = text => quiet ? null : print(text)
        for name, f, fixtures in self.cases {
            let title = self.name == "" ? name : "${self.name}: ${name}"
            if only not in title { continue }
            try {
                self.execute(f, fixtures)
                report.passed += 1
                say("ok    ${title}")
            } catch (Skipped e) {
                report.skipped += 1
                say("skip  ${title}" + (e.message == "" ? "" : ": ${e.message}"))
            } catch (Error e) {
                report.failed += 1
                report.failures.append((title, e))
                say("FAIL  ${title}: " + (e is AssertionError ? "" : typeOf(e) + ": ") + e.message)
            }
        }
        let skipped = report.skipped == 0 ? "" : ", ${report.skipped} skipped"
        say("${report.passed} passed, ${report.failed} failed${skipped}")
        return report
    }
}

function parameterCount(f): int { return f.arity ?? 0 }

const main = Suite()

/// Adds a case to the module's own suite.
///     test.case("adds", () => test.equal(1 + 1, 2))
///     test.run()
///     #> ok    adds
///     #> 1 passed, 0 failed
export function case(name, f = null, only = null) { return main.case(name, f, only) }
/// Adds a fixture to the module's own suite.
///     test.fixture("n", () => 5)
///     test.case("n is five", n => test.equal(n, 5))
///     print(test.run(exit: false, quiet: true).passed) #> 1
export function fixture(name, make, cleanUp = null) { main.fixture(name, make, cleanUp) }
/// A case of the module's own suite for each row of arguments.
///     test.each("square", [(2, 4), (3, 9)], (n, s) => test.equal(n * n, s))
///     print(test.run(exit: false, quiet: true).passed) #> 2
export function each(name, rows, f) { main.each(name, rows, f) }
/// Runs the module's own suite, then ends the program with status 1 if a case failed and `exit` holds. The first argument of the program
/// chooses the cases whose names contain it.
///     test.case("fine", () => null)
///     print(test.run(quiet: true).failed) #> 0
export function run(only = null, exit: bool = true, quiet: bool = false): Report {
    let report = main.run(only ?? (sys.args.length > 0 ? sys.args[0] : ""), quiet)
    if exit && report.failed > 0 { sys.exit(1) }
    return report
}
