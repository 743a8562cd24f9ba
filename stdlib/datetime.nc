// Dates, times and the spans between them, in the Gregorian calendar of the years 1 to 9999, exact to a microsecond. A DateTime may have an
// offset from UTC in minutes; without one it is a local time of nobody in particular, and comparing the two kinds is an error.
import "time" as clock
import "re"

const kMicro = 1000000
const kDay = 86400 * kMicro
const kIso = re.compile(r"\A(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d\d:?\d\d)?)?\z")
const kMonths = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
const kDays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

/// True for years with a 29th of February.
///     print(datetime.isLeap(2024), datetime.isLeap(1900), datetime.isLeap(2000)) #> true false true
export function isLeap(year: int): bool { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

/// How many days a month has.
///     print(datetime.daysInMonth(2024, 2)) #> 29
export function daysInMonth(year: int, month: int): int {
    inRange("month", month, 1, 12)
    return month == 2 ? (isLeap(year) ? 29 : 28) : (month in [4, 6, 9, 11] ? 30 : 31)
}

function inRange(what, value, low, high) {
    if !isInt(value) { throw TypeError("${what} must be an int, not ${typeOf(value)}") }
    if value < low || value > high { throw ValueError("${what} must be ${low} to ${high}, not ${value}") }
}

// Days since 1970-01-01. The year is taken to begin in March, so that the leap day comes last.
function dayNumber(year, month, day) {
    let y = month <= 2 ? year - 1 : year
    let era = y ~/ 400
    let ofEra = y - era * 400
    let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) ~/ 5 + day - 1
    return era * 146097 + ofEra * 365 + ofEra ~/ 4 - ofEra ~/ 100 + ofYear - 719468
}

function dateOfNumber(number) {
    let n = number + 719468
    let era = n ~/ 146097
    let ofEra = n - era * 146097
    let y = (ofEra - ofEra ~/ 1460 + ofEra ~/ 36524 - ofEra ~/ 146096) ~/ 365
    let ofYear = ofEra - (365 * y + y ~/ 4 - y ~/ 100)
    let m = (5 * ofYear + 2) ~/ 153
    let month = m + (m < 10 ? 3 : -9)
    return (y + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * m + 2) ~/ 5 + 1)
}

function pad(n, width = 2) { return str(n).zfill(width) }

/// A span of time, which may be negative. It adds to dates and to other spans, and multiplies and divides.
///     d = datetime.Duration(hours: 1, minutes: 30)
///     print(d, d * 2, d.totalSeconds(), d > datetime.Duration(minutes: 80)) #> 1:30:00 3:00:00 5400.0 true
export class Duration {
    /// All of it in microseconds.
    micros: int

    constructor(days = 0, seconds = 0, microseconds = 0, milliseconds = 0, minutes = 0, hours = 0, weeks = 0) {
        let total = 0
        for amount, unit in [(weeks, 7 * kDay), (days, kDay), (hours, 3600 * kMicro), (minutes, 60 * kMicro), (seconds, kMicro), (milliseconds, 1000), (microseconds, 1)] {
            if !isNumber(amount) { throw TypeError("Duration: an amount is a number, not ${typeOf(amount)}") }
            total += isInt(amount) ? amount * unit : int(round(amount * unit))
        }
        self.micros = total
    }
    /// A span of so many microseconds.
    static ofMicros(micros: int): Duration { return Duration(microseconds: micros) }
    /// Whole days, rounded down.
    get days(): int { return self.micros ~/ kDay }
    /// Whole seconds behind the whole days.
    get seconds(): int { return self.micros % kDay ~/ kMicro }
    /// Microseconds behind the whole seconds.
    get microseconds(): int { return self.micros % kMicro }
    /// All of it in seconds.
    totalSeconds(): float { return self.micros / kMicro }
    /// As totalSeconds.
    total_seconds(): float { return self.totalSeconds() }
    __add__(other) {
        if other is Duration { return Duration.ofMicros(self.micros + other.micros) }
        if other is Date || other is DateTime { return other + self }
        throw TypeError("a Duration adds to a Duration, a Date or a DateTime, not to ${typeOf(other)}")
    }
    __sub__(other) {
        if !(other is Duration) { throw TypeError("only a Duration can be taken from a Duration, not ${typeOf(other)}") }
        return Duration.ofMicros(self.micros - other.micros)
    }
    __mul__(n) {
        if !isNumber(n) { throw TypeError("a Duration multiplies with a number, not with ${typeOf(n)}") }
        return Duration.ofMicros(isInt(n) ? self.micros * n : int(round(self.micros * n)))
    }
    __rmul__(n) { return self * n }
    __truediv__(n) { return n is Duration ? self.micros / n.micros : Duration.ofMicros(int(round(self.micros / n))) }
    __neg__() { return Duration.ofMicros(-self.micros) }
    /// The same span without a sign.
    abs(): Duration { return Duration.ofMicros(abs(self.micros)) }
    compareTo(other) {
        if !(other is Duration) { throw TypeError("a Duration compares with a Duration, not with ${typeOf(other)}") }
        return self.micros < other.micros ? -1 : int(self.micros > other.micros)
    }
    equals(other) { return other is Duration && self.micros == other.micros }
    hash() { return hash(self.micros) }
    __bool__() { return self.micros != 0 }
    toString() {
        let days = self.days
        let rest = self.seconds
        let text = "${rest ~/ 3600}:${pad(rest % 3600 ~/ 60)}:${pad(rest % 60)}"
        if self.microseconds != 0 { text += "." + pad(self.microseconds, 6) }
        return days == 0 ? text : "${days} day${abs(days) == 1 ? "" : "s"}, ${text}"
    }
}
export const timedelta = Duration

/// A day.
///     d = datetime.Date(2024, 2, 28)
///     print(d + datetime.Duration(days: 2), datetime.Date(2024, 12, 24) - d, d.weekdayName) #> 2024-03-01 300 days, 0:00:00 Wednesday
export class Date {
    year: int
    month: int
    day: int

    constructor(year: int, month: int, day: int) {
        inRange("year", year, 1, 9999)
        inRange("day", day, 1, daysInMonth(year, month))
        self.year = year
        self.month = month
        self.day = day
    }
    /// Today, in the local time of the machine.
    static today(): Date { return DateTime.now().date() }
    /// The day with a number that ordinal() gives.
    static ofOrdinal(n: int): Date {
        inRange("ordinal", n, 1, 3652059)
        return Date(...dateOfNumber(n - 719163))
    }
    /// The day of a text YYYY-MM-DD.
    static parse(text: string): Date {
        let m = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text)
        if m == null { throw ValueError("Date.parse() expects YYYY-MM-DD, got ${repr(text)}") }
        return Date(int(m[1]), int(m[2]), int(m[3]))
    }
    /// As parse.
    static fromisoformat(text: string): Date { return Date.parse(text) }
    /// The number of the day, 1 for the first day of the year 1.
    ordinal(): int { return dayNumber(self.year, self.month, self.day) + 719163 }
    /// The day of the week, 0 for Monday.
    get weekday(): int { return (self.ordinal() + 6) % 7 }
    /// The English name of the day of the week.
    get weekdayName(): string { return kDays[self.weekday] }
    /// The day of the year, from 1.
    get dayOfYear(): int { return self.ordinal() - Date(self.year, 1, 1).ordinal() + 1 }
    /// (year, week) by ISO 8601: week 1 has the year's first Thursday.
    isoWeek() {
        let thursday = Date.ofOrdinal(self.ordinal() - self.weekday + 3)
        return (thursday.year, (thursday.dayOfYear - 1) ~/ 7 + 1)
    }
    /// The same with other parts.
    replace(year = null, month = null, day = null): Date { return Date(year ?? self.year, month ?? self.month, day ?? self.day) }
    /// So many months later or earlier; a day that the month does not have becomes its last.
    addMonths(n: int): Date {
        let index = self.year * 12 + self.month - 1 + n
        let [year, month] = [index ~/ 12, index % 12 + 1]
        return Date(year, month, min(self.day, daysInMonth(year, month)))
    }
    /// The beginning of a time on that day.
    at(hour: int = 0, minute: int = 0, second: int = 0, microsecond: int = 0, offset = null): DateTime {
        return DateTime(self.year, self.month, self.day, hour, minute, second, microsecond, offset)
    }
    /// The text by a format, as DateTime.format.
    format(pattern: string): string { return self.at().format(pattern) }
    /// As format.
    strftime(pattern: string): string { return self.format(pattern) }
    /// YYYY-MM-DD.
    iso(): string { return "${pad(self.year, 4)}-${pad(self.month)}-${pad(self.day)}" }
    __add__(span) {
        if !(span is Duration) { throw TypeError("only a Duration can be added to a Date, not ${typeOf(span)}") }
        return Date.ofOrdinal(self.ordinal() + span.days)
    }
    __radd__(span) { return self + span }
    __sub__(other) {
        if other is Date { return Duration(days: self.ordinal() - other.ordinal()) }
        if !(other is Duration) { throw TypeError("a Date minus a Date or a Duration, not ${typeOf(other)}") }
        return self + (-other)
    }
    compareTo(other) {
        if !(other is Date) { throw TypeError("a Date compares with a Date, not with ${typeOf(other)}") }
        return self.ordinal() - other.ordinal()
    }
    equals(other) { return other is Date && self.ordinal() == other.ordinal() }
    hash() { return self.ordinal() }
    toString() { return self.iso() }
}
export const date = Date

/// A time on a day; `offset` is in minutes east of UTC.
///     t = datetime.DateTime(2024, 2, 29, 12, 30)
///     print(t, t + datetime.Duration(hours: 12), t.format("%d.%m.%Y %H:%M")) #> 2024-02-29T12:30:00 2024-03-01T00:30:00 29.02.2024 12:30
export class DateTime {
    year: int
    month: int
    day: int
    hour: int
    minute: int
    second: int
    microsecond: int
    offset: int?

    constructor(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0, microsecond: int = 0, offset: int? = null) {
        // Of the usual case all is seen at once.
        if !(0 < year < 10000 && 0 < month < 13 && 0 < day < 29 && -1 < hour < 24 && -1 < minute < 60 && -1 < second < 60 && -1 < microsecond < kMicro && offset == null) {
            inRange("year", year, 1, 9999)
            inRange("day", day, 1, daysInMonth(year, month))
            inRange("hour", hour, 0, 23)
            inRange("minute", minute, 0, 59)
            inRange("second", second, 0, 59)
            inRange("microsecond", microsecond, 0, 999999)
            if offset != null { inRange("offset", offset, -1439, 1439) }
        }
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.microsecond = microsecond
        self.offset = offset
    }
    // Microseconds since the beginning of 1970 by this clock, whatever its offset.
    private get wall() {
        return dayNumber(self.year, self.month, self.day) * kDay + ((self.hour * 60 + self.minute) * 60 + self.second) * kMicro + self.microsecond
    }
    private static ofWall(wall, offset): DateTime {
        let days = wall ~/ kDay
        if days < -719162 || days > 2932896 { throw OverflowError("the time is outside the years 1 to 9999") }
        let [year, month, day] = dateOfNumber(days)
        let rest = wall - days * kDay
        let seconds = rest ~/ kMicro
        return DateTime(year, month, day, seconds ~/ 3600, seconds % 3600 ~/ 60, seconds % 60, rest % kMicro, offset)
    }
    /// Now: in the local time of the machine, with its offset.
    static now(): DateTime { return DateTime.ofTimestamp(clock.now(), localOffset(clock.now())) }
    /// Now in UTC.
    static utcNow(): DateTime { return DateTime.ofTimestamp(clock.now(), 0) }
    /// The time so many seconds after the beginning of 1970 in UTC, as a clock with this offset shows it.
    static ofTimestamp(seconds, offset: int = 0): DateTime {
        let micros = isInt(seconds) ? seconds * kMicro : int(round(seconds * kMicro))
        return DateTime.ofWall(micros + offset * 60 * kMicro, offset)
    }
    /// The time of a text by ISO 8601: YYYY-MM-DD, then perhaps T or a blank and HH:MM, :SS, fractions, and Z or an offset.
    static parse(text: string): DateTime {
        let found = kIso.findall(text)
        if found.length == 0 { throw ValueError("DateTime.parse() expects a time by ISO 8601, got ${repr(text)}") }
        let [year, month, day, hour, minute, second, fraction, offset] = found[0]
        return DateTime(int(year), int(month), int(day), hour == "" ? 0 : int(hour), minute == "" ? 0 : int(minute), second == "" ? 0 : int(second),
            fraction == "" ? 0 : int(fraction.padEnd(6, "0")[:6]), offset == "" ? null : offsetOf(offset))
    }
    /// As parse.
    static fromisoformat(text: string): DateTime { return DateTime.parse(text) }
    /// The time of a text by a format: %Y %m %d %H %I %M %S %f %p %y %j %b %B %a %A %z %%.
    static parseAs(text: string, pattern: string): DateTime { return parseByPattern(text, pattern) }
    /// As parseAs.
    static strptime(text: string, pattern: string): DateTime { return parseByPattern(text, pattern) }
    /// The day.
    date(): Date { return Date(self.year, self.month, self.day) }
    /// Seconds since the beginning of 1970 in UTC; a time without an offset counts as UTC.
    timestamp(): float { return self.micros() / kMicro }
    private micros() { return self.wall - (self.offset ?? 0) * 60 * kMicro }
    /// The same moment as a clock with another offset shows it.
    withOffset(minutes: int): DateTime { return DateTime.ofWall(self.micros() + minutes * 60 * kMicro, minutes) }
    /// The same moment in UTC.
    utc(): DateTime { return self.withOffset(0) }
    /// The day of the week, 0 for Monday.
    get weekday(): int { return self.date().weekday }
    /// The same with other parts.
    replace(year = null, month = null, day = null, hour = null, minute = null, second = null, microsecond = null, offset = null): DateTime {
        return DateTime(year ?? self.year, month ?? self.month, day ?? self.day, hour ?? self.hour, minute ?? self.minute,
            second ?? self.second, microsecond ?? self.microsecond, offset ?? self.offset)
    }
    /// So many months later or earlier, as Date.addMonths.
    addMonths(n: int): DateTime {
        let d = self.date().addMonths(n)
        return self.replace(d.year, d.month, d.day)
    }
    /// The text by a format with the marks of strftime: %Y %m %d %H %I %M %S %f %p %y %j %b %B %a %A %U is left out, %z %F %T %%.
    format(pattern: string): string {
        let out = []
        let marked = false
        for c in pattern {
            if marked {
                out.append(self.mark(c))
                marked = false
            } else if c == "%" {
                marked = true
            } else {
                out.append(c)
            }
        }
        if marked { throw ValueError("format(): the pattern ends in %") }
        return "".join(out)
    }
    private mark(c) {
        return match c {
            "Y" => pad(self.year, 4), "m" => pad(self.month), "d" => pad(self.day), "H" => pad(self.hour), "M" => pad(self.minute),
            "S" => pad(self.second), "f" => pad(self.microsecond, 6), "I" => pad((self.hour + 11) % 12 + 1), "p" => self.hour < 12 ? "AM" : "PM",
            "y" => pad(self.year % 100), "j" => pad(self.date().dayOfYear, 3), "B" => kMonths[self.month - 1], "b" => kMonths[self.month - 1][:3],
            "A" => kDays[self.weekday], "a" => kDays[self.weekday][:3], "z" => offsetText(self.offset, ""), "F" => self.date().iso(),
            "T" => "${pad(self.hour)}:${pad(self.minute)}:${pad(self.second)}", "%" => "%",
            _ => badMark("format", c)
        }
    }
    /// As format.
    strftime(pattern: string): string { return self.format(pattern) }
    /// By ISO 8601, without fractions if there are none.
    iso(sep: string = "T"): string {
        let text = "${self.date().iso()}${sep}${pad(self.hour)}:${pad(self.minute)}:${pad(self.second)}"
        if self.microsecond != 0 { text += "." + pad(self.microsecond, 6) }
        return text + (self.offset == 0 ? "Z" : offsetText(self.offset, ":"))
    }
    /// As iso.
    isoformat(sep: string = "T"): string { return self.iso(sep) }
    __add__(span) {
        if !(span is Duration) { throw TypeError("only a Duration can be added to a DateTime, not ${typeOf(span)}") }
        return DateTime.ofWall(self.wall + span.micros, self.offset)
    }
    __radd__(span) { return self + span }
    private sameKind(other) {
        if !(other is DateTime) { throw TypeError("a DateTime does not fit ${typeOf(other)}") }
        if (self.offset == null) != (other.offset == null) { throw TypeError("one of the times has an offset from UTC, the other has none") }
    }
    __sub__(other) {
        if other is Duration { return self + (-other) }
        self.sameKind(other)
        return Duration.ofMicros(self.micros() - other.micros())
    }
    compareTo(other) {
        self.sameKind(other)
        return self.micros() < other.micros() ? -1 : int(self.micros() > other.micros())
    }
    equals(other) {
        return other is DateTime && (self.offset == null) == (other.offset == null) && self.micros() == other.micros()
    }
    hash() { return hash(self.micros()) }
    toString() { return self.iso() }
}

function badMark(name, c) { throw ValueError("${name}(): %${c} means nothing") }

function localOffset(seconds) {
    let text = clock.strftime("%z", seconds)
    return offsetOf(text)
}

function offsetOf(text) {
    if text == "Z" { return 0 }
    let minutes = int(text[1:3]) * 60 + int(text[-2:])
    return text.startsWith("-") ? -minutes : minutes
}

function offsetText(offset, sep) {
    if offset == null { return "" }
    let minutes = abs(offset)
    return (offset < 0 ? "-" : "+") + pad(minutes ~/ 60) + sep + pad(minutes % 60)
}

const kPatterns = {"Y": r"(\d{4})", "m": r"(\d\d?)", "d": r"(\d\d?)", "H": r"(\d\d?)", "I": r"(\d\d?)", "M": r"(\d\d?)", "S": r"(\d\d?)",
    "f": r"(\d{1,6})", "p": "((?i:am|pm))", "y": r"(\d\d)", "j": r"(\d{1,3})", "z": r"(Z|[+-]\d\d:?\d\d)",
    "b": "((?i:" + "|".join([m[:3] for m in kMonths]) + "))", "B": "((?i:" + "|".join(kMonths) + "))",
    "a": "((?i:" + "|".join([d[:3] for d in kDays]) + "))", "A": "((?i:" + "|".join(kDays) + "))"}

function parseByPattern(text, pattern) {
    let expression = []
    let marks = []
    let marked = false
    for c in pattern.replace("%F", "%Y-%m-%d").replace("%T", "%H:%M:%S") {
        if marked && c != "%" {
            if !kPatterns.has(c) { badMark("parseAs", c) }
            expression.append(kPatterns[c])
            marks.append(c)
            marked = false
        } else if c == "%" && !marked {
            marked = true
        } else {
            expression.append(re.escape(c))
            marked = false
        }
    }
    let m = re.fullmatch("".join(expression), text)
    if m == null { throw ValueError("parseAs(): ${repr(text)} does not fit ${repr(pattern)}") }
    let found = {[mark]: m[i + 1] for i, mark in enumerate(marks)}
    let number = (mark, fallback) => found.has(mark) ? int(found[mark]) : fallback
    let year = found.has("y") ? number("y", 0) + (number("y", 0) < 69 ? 2000 : 1900) : number("Y", 1900)
    let month = monthOf(found) ?? number("m", 1)
    let hour = found.has("I") ? number("I", 12) % 12 + (found.get("p", "am").lower() == "pm" ? 12 : 0) : number("H", 0)
    let micros = found.has("f") ? int(found["f"].padEnd(6, "0")) : 0
    let offset = found.has("z") ? offsetOf(found["z"]) : null
    let made = DateTime(year, month, number("d", 1), hour, number("M", 0), number("S", 0), micros, offset)
    if !found.has("j") { return made }
    let first = Date(year, 1, 1)
    inRange("day of the year", number("j", 1), 1, isLeap(year) ? 366 : 365)
    let d = first + Duration(days: number("j", 1) - 1)
    return made.replace(month: d.month, day: d.day)
}

function monthOf(found) {
    let name = found.get("b", found.get("B"))
    if name == null { return null }
    for (i, month) in enumerate(kMonths) {
        if month[:3].lower() == name[:3].lower() { return i + 1 }
    }
}

/// Now, as DateTime.now().
///     print(datetime.now() - datetime.now() <= datetime.Duration()) #> true
export function now(): DateTime { return DateTime.now() }
/// Now in UTC.
///     print(datetime.utcNow().offset) #> 0
export function utcNow(): DateTime { return DateTime.utcNow() }
/// Today.
///     print(datetime.today() is datetime.Date) #> true
export function today(): Date { return Date.today() }
/// As DateTime.parse.
///     print(datetime.parse("2024-05-06 07:08:09.5+02:00").utc()) #> 2024-05-06T05:08:09.500000Z
export function parse(text: string): DateTime { return DateTime.parse(text) }
