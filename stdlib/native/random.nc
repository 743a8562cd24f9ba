// Random numbers. Seeded they are the same in every run; they are not for secrets. The class Random has the same functions as methods of a
// generator of its own.

/// `seed(value)`
/// Begins the row of numbers that belongs to an int, float or string; without one a new row.
///     random.seed(5)
///     first = random.random()
///     random.seed(5)
///     print(random.random() == first) #> true

/// `random()`
/// A float from 0.0 up to 1.0, which is left out.
///     print(0 <= random.random() < 1) #> true

/// `randint(a, b)` `randInt`
/// An int from a to b, both included.
///     print(1 <= random.randint(1, 6) <= 6) #> true

/// `randrange(start, stop, step)`
/// An element of range(start, stop, step).
///     print(random.randrange(0, 10, 5) in [0, 5]) #> true

/// `uniform(a, b)`
/// A float between a and b.
///     print(2 <= random.uniform(2, 3) <= 3) #> true

/// `choice(xs)`
/// An element.
///     print(random.choice("aaa")) #> a

/// `choices(xs, weights, k)`
/// k elements, each time from all, as often as their weights say.
///     print(random.choices(["a", "b"], weights: [1, 0], k: 3)) #> ["a", "a", "a"]

/// `sample(xs, k)`
/// k elements at different places.
///     print(sorted(random.sample([1, 2, 3], 3))) #> [1, 2, 3]

/// `shuffle(xs)`
/// Puts a list into a random order.
///     xs = [1, 2, 3]
///     random.shuffle(xs)
///     print(sorted(xs)) #> [1, 2, 3]

/// `shuffled(xs)`
/// The elements in a random order, as a new list.
///     print(random.shuffled([1, 2]).length) #> 2

/// `gauss(mu, sigma)` `normal` `normalvariate`
/// A number of a normal distribution.
///     print(random.gauss(5, 0)) #> 5.0

/// `expovariate(rate)`
/// A number of an exponential distribution.
///     print(random.expovariate(2) >= 0) #> true

/// `triangular(low, high, mode)`
/// A number of a triangular distribution.
///     print(1 <= random.triangular(1, 2) <= 2) #> true

/// `getrandbits(k)`
/// An int of k random bits, a bigint from 64 on.
///     print(0 <= random.getrandbits(4) < 16) #> true

/// `randbytes(n)`
/// n random bytes.
///     print(random.randbytes(3).length) #> 3

/// `Random`
/// The class of generators, each with a row of its own.
///     [a, b] = [random.Random(1), random.Random(1)]
///     print(a.randint(1, 1000) == b.randint(1, 1000)) #> true
