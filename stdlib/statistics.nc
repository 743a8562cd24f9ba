// Figures about rows of numbers. Results are exact for ints where they can be; sums of floats are rounded once.
import "math"

function checked(name, xs, least = 1): List {
    let all = list(xs)
    if all.length < least { throw ValueError("${name}() needs at least ${least} value${least == 1 ? "" : "s"}, got ${all.length}") }
    for x in all {
        if !isNumber(x) { throw TypeError("${name}() expects numbers, got ${typeOf(x)}") }
    }
    return all
}

/// The arithmetic mean, a float.
///     print(statistics.mean([1, 2, 6])) #> 3.0
export function mean(xs): float {
    let all = checked("mean", xs)
    return total(all) / all.length
}
export const fmean = mean

function total(all) { return all.every(x => isInt(x)) ? sum(all) : math.fsum(all) }

/// The n-th root of the product of n positive numbers.
///     print(round(statistics.geometricMean([1, 10, 100]), 9)) #> 10.0
export function geometricMean(xs): float {
    let all = checked("geometricMean", xs)
    for x in all {
        if x <= 0 { throw ValueError("geometricMean() expects positive numbers, got ${x}") }
    }
    return math.exp(math.fsum([math.log(x) for x in all]) / all.length)
}
export const geometric_mean = geometricMean

/// The reciprocal of the mean of the reciprocals, 0.0 if one of the numbers is 0.
///     print(statistics.harmonicMean([1, 2, 4])) #> 1.7142857142857142
export function harmonicMean(xs): float {
    let all = checked("harmonicMean", xs)
    for x in all {
        if x < 0 { throw ValueError("harmonicMean() expects no negative numbers, got ${x}") }
        if x == 0 { return 0.0 }
    }
    return all.length / math.fsum([1 / x for x in all])
}
export const harmonic_mean = harmonicMean

/// The number in the middle; of an even number of them the mean of the two in the middle.
///     print(statistics.median([5, 1, 2]), statistics.median([1, 2, 3, 4])) #> 2 2.5
export function median(xs) {
    let all = sorted(checked("median", xs))
    let half = all.length ~/ 2
    return all.length % 2 == 1 ? all[half] : (all[half - 1] + all[half]) / 2
}

/// The lower one of the two in the middle.
///     print(statistics.medianLow([1, 2, 3, 4])) #> 2
export function medianLow(xs) {
    let all = sorted(checked("medianLow", xs))
    return all[(all.length - 1) ~/ 2]
}
export const median_low = medianLow

/// The upper one of the two in the middle.
///     print(statistics.medianHigh([1, 2, 3, 4])) #> 3
export function medianHigh(xs) {
    let all = sorted(checked("medianHigh", xs))
    return all[all.length ~/ 2]
}
export const median_high = medianHigh

/// The value that occurs most often, the first of several; values need not be numbers.
///     print(statistics.mode(["a", "b", "b"])) #> b
export function mode(xs) {
    let modes = multimode(xs)
    if modes.length == 0 { throw ValueError("mode() needs at least 1 value, got 0") }
    return modes[0]
}

/// All values that occur most often, in order of first occurrence.
///     print(statistics.multimode("aabbc")) #> ["a", "b"]
export function multimode(xs): List {
    let counts = {}
    for x in xs { counts[x] = counts.get(x, 0) + 1 }
    if counts.length == 0 { return [] }
    let most = max(counts.values())
    return [x for x, n in counts if n == most]
}

function squares(name, xs, least) {
    let all = checked(name, xs, least)
    let center = total(all) / all.length
    return (math.fsum([(x - center) ** 2 for x in all]), all.length)
}

/// The variance of a sample: divided by n - 1.
///     print(statistics.variance([1, 2, 3, 4])) #> 1.6666666666666667
export function variance(xs): float {
    let [s, n] = squares("variance", xs, 2)
    return s / (n - 1)
}

/// The variance of a whole population: divided by n.
///     print(statistics.pvariance([1, 2, 3, 4])) #> 1.25
export function pvariance(xs): float {
    let [s, n] = squares("pvariance", xs, 1)
    return s / n
}

/// The standard deviation of a sample.
///     print(statistics.stdev([2, 4, 4, 4, 5, 5, 7, 9])) #> 2.138089935299395
export function stdev(xs): float {
    let [s, n] = squares("stdev", xs, 2)
    return math.sqrt(s / (n - 1))
}

/// The standard deviation of a whole population.
///     print(statistics.pstdev([2, 4, 4, 4, 5, 5, 7, 9])) #> 2.0
export function pstdev(xs): float {
    let [s, n] = squares("pstdev", xs, 1)
    return math.sqrt(s / n)
}

/// The `n - 1` places that cut the numbers into `n` parts of equal weight. `method` is "exclusive" for samples or "inclusive" for numbers that hold the
/// extremes.
///     print(statistics.quantiles([1, 2, 3, 4, 5, 6, 7])) #> [2.0, 4.0, 6.0]
export function quantiles(xs, n: int = 4, method: string = "exclusive"): List {
    if n < 1 { throw ValueError("quantiles() cuts into at least 1 part, not ${n}") }
    if method != "exclusive" && method != "inclusive" { throw ValueError("quantiles(): 'method' is exclusive or inclusive, not ${method}") }
    let all = sorted(checked("quantiles", xs, 2))
    let m = method == "exclusive" ? all.length + 1 : all.length - 1
    let cuts = []
    for i in 1..n {
        if method == "exclusive" {
            let at = max(1, min(all.length - 1, i * m ~/ n))
            let rest = i * m - at * n
            cuts.append((all[at - 1] * (n - rest) + all[at] * rest) / n)
        } else {
            let [at, rest] = divmod(i * m, n)
            cuts.append(at + 1 < all.length ? (all[at] * (n - rest) + all[at + 1] * rest) / n : float(all[at]))
        }
    }
    return cuts
}

/// The number below which `p` percent of the numbers lie, between neighbours in proportion.
///     print(statistics.percentile([10, 20, 30, 40], 50)) #> 25.0
export function percentile(xs, p): float {
    if !(p >= 0 && p <= 100) { throw ValueError("percentile() expects 0 to 100 percent, not ${p}") }
    let all = sorted(checked("percentile", xs))
    let place = (all.length - 1) * p / 100
    let at = min(int(place), all.length - 1)
    let next = min(at + 1, all.length - 1)
    return all[at] + (all[next] - all[at]) * (place - at)
}

function pairs(name, xs, ys) {
    let a = checked(name, xs, 2)
    let b = checked(name, ys, 2)
    if a.length != b.length { throw ValueError("${name}() expects two rows of one length, got ${a.length} and ${b.length}") }
    return (a, b)
}

/// The sample covariance of two rows.
///     print(statistics.covariance([1, 2, 3], [2, 4, 6])) #> 2.0
export function covariance(xs, ys): float {
    let [a, b] = pairs("covariance", xs, ys)
    let [ma, mb] = [mean(a), mean(b)]
    return math.fsum([(x - ma) * (y - mb) for x, y in zip(a, b)]) / (a.length - 1)
}

/// Pearson's correlation of two rows, -1.0 to 1.0.
///     print(statistics.correlation([1, 2, 3], [2, 4, 6])) #> 1.0
export function correlation(xs, ys): float {
    let [a, b] = pairs("correlation", xs, ys)
    let [ma, mb] = [mean(a), mean(b)]
    let xx = math.fsum([(x - ma) ** 2 for x in a])
    let yy = math.fsum([(y - mb) ** 2 for y in b])
    if xx == 0 || yy == 0 { throw ValueError("correlation() expects rows that are not constant") }
    return math.fsum([(x - ma) * (y - mb) for x, y in zip(a, b)]) / math.sqrt(xx * yy)
}

/// (slope, intercept) of the line with the least squares.
///     print(statistics.linearRegression([1, 2, 3], [3, 5, 7])) #> (2.0, 1.0)
export function linearRegression(xs, ys) {
    let [a, b] = pairs("linearRegression", xs, ys)
    let [ma, mb] = [mean(a), mean(b)]
    let xx = math.fsum([(x - ma) ** 2 for x in a])
    if xx == 0 { throw ValueError("linearRegression() expects xs that are not constant") }
    let slope = math.fsum([(x - ma) * (y - mb) for x, y in zip(a, b)]) / xx
    return (slope, mb - slope * ma)
}
export const linear_regression = linearRegression

/// A normal distribution.
///     d = statistics.Normal(100, 15)
///     print(round(d.cdf(115), 4), d.zscore(130), round(d.inverse(0.5), 9)) #> 0.8413 2.0 100.0
export class Normal {
    mu: float
    sigma: float

    constructor(mu: float = 0.0, sigma: float = 1.0) {
        if sigma < 0 { throw ValueError("Normal: 'sigma' must not be negative, it is ${sigma}") }
        self.mu = mu
        self.sigma = sigma
    }
    /// The distribution that fits a sample.
    static of(xs): Normal {
        let all = checked("Normal.of", xs, 2)
        return Normal(mean(all), stdev(all))
    }
    private positive() {
        if self.sigma == 0 { throw ValueError("a Normal with sigma 0 has no density") }
        return self.sigma
    }
    /// The density at `x`.
    pdf(x): float { return math.exp(-((x - self.mu) / self.positive()) ** 2 / 2) / (self.sigma * math.sqrt(2 * math.pi)) }
    /// The probability of a value up to `x`.
    cdf(x): float { return (1 + math.erf((x - self.mu) / (self.positive() * math.sqrt(2.0)))) / 2 }
    /// The value up to which lies probability `p`.
    inverse(p): float {
        if !(p > 0 && p < 1) { throw ValueError("inverse() expects a probability between 0 and 1, not ${p}") }
        let [low, high] = [-40.0, 40.0]
        for _ in 0..200 {
            let middle = (low + high) / 2
            if (1 + math.erf(middle / math.sqrt(2.0))) / 2 < p { low = middle } else { high = middle }
        }
        return self.mu + self.sigma * (low + high) / 2
    }
    /// How many sigmas `x` lies above mu.
    zscore(x): float { return (x - self.mu) / self.positive() }
    toString() { return "Normal(mu=${self.mu}, sigma=${self.sigma})" }
}
