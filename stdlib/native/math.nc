// Numbers: functions of one and two numbers, whole-number arithmetic, constants. Ints stay ints where the result is one; what is outside the
// domain of a function is a ValueError, too large a float is inf as in IEEE arithmetic.

/// `sqrt(x)`
/// The square root.
///     print(math.sqrt(2.25)) #> 1.5

/// `cbrt(x)`
/// The cube root.
///     print(math.cbrt(-8)) #> -2.0

/// `exp(x)`
/// e to the power x.
///     print(math.exp(0)) #> 1.0

/// `exp2(x)`
/// 2 to the power x.
///     print(math.exp2(10)) #> 1024.0

/// `expm1(x)`
/// exp(x) - 1, exact also for x near 0.
///     print(math.expm1(1e-12) > 1e-12) #> true

/// `log1p(x)`
/// log(1 + x), exact also for x near 0.
///     print(math.log1p(0)) #> 0.0

/// `log(x, base)`
/// The logarithm, natural if there is no base.
///     print(math.log(1), math.log(8, 2)) #> 0.0 3.0

/// `log2(x)`
/// The logarithm to base 2.
///     print(math.log2(8)) #> 3.0

/// `log10(x)`
/// The logarithm to base 10.
///     print(math.log10(1000)) #> 3.0

/// `pow(x, y)`
/// x to the power y as a float.
///     print(math.pow(2, 3)) #> 8.0

/// `sin(x)`
/// The sine of an angle in radians.
///     print(math.sin(0)) #> 0.0

/// `cos(x)`
/// The cosine.
///     print(math.cos(0)) #> 1.0

/// `tan(x)`
/// The tangent.
///     print(math.tan(0)) #> 0.0

/// `asin(x)`
/// The angle of a sine.
///     print(math.asin(0)) #> 0.0

/// `acos(x)`
/// The angle of a cosine.
///     print(math.acos(1)) #> 0.0

/// `atan(x)`
/// The angle of a tangent.
///     print(math.atan(0)) #> 0.0

/// `atan2(y, x)`
/// The angle of the point (x, y), of the right quadrant.
///     print(math.atan2(0, -1) == math.pi) #> true

/// `sinh(x)`
/// The hyperbolic sine.
///     print(math.sinh(0)) #> 0.0

/// `cosh(x)`
/// The hyperbolic cosine.
///     print(math.cosh(0)) #> 1.0

/// `tanh(x)`
/// The hyperbolic tangent.
///     print(math.tanh(0)) #> 0.0

/// `asinh(x)`
/// The inverse of sinh.
///     print(math.asinh(0)) #> 0.0

/// `acosh(x)`
/// The inverse of cosh.
///     print(math.acosh(1)) #> 0.0

/// `atanh(x)`
/// The inverse of tanh.
///     print(math.atanh(0)) #> 0.0

/// `degrees(x)`
/// Radians as degrees.
///     print(math.degrees(math.pi)) #> 180.0

/// `radians(x)`
/// Degrees as radians.
///     print(math.radians(180) == math.pi) #> true

/// `hypot(...xs)`
/// The length of a vector.
///     print(math.hypot(3, 4)) #> 5.0

/// `dist(p, q)`
/// The distance of two points.
///     print(math.dist([0, 0], [3, 4])) #> 5.0

/// `gamma(x)`
/// The gamma function: gamma(n + 1) is n!
///     print(math.gamma(5)) #> 24.0

/// `lgamma(x)`
/// The logarithm of the absolute value of gamma.
///     print(math.lgamma(1)) #> 0.0

/// `erf(x)`
/// The error function.
///     print(math.erf(0)) #> 0.0

/// `erfc(x)`
/// 1 - erf(x), exact also for large x.
///     print(math.erfc(0)) #> 1.0

/// `fabs(x)`
/// The absolute value as a float.
///     print(math.fabs(-2)) #> 2.0

/// `abs(x)`
/// The absolute value.
///     print(math.abs(-2)) #> 2

/// `sign(x)`
/// -1, 0 or 1.
///     print(math.sign(-5), math.sign(0)) #> -1 0

/// `floor(x)`
/// The next int down.
///     print(math.floor(-1.5)) #> -2

/// `ceil(x)`
/// The next int up.
///     print(math.ceil(-1.5)) #> -1

/// `trunc(x)`
/// The next int towards 0.
///     print(math.trunc(-1.5)) #> -1

/// `round(x, digits)`
/// The nearest number with so many digits behind the point, halves to the even one; an int without `digits`.
///     print(math.round(2.5), math.round(2.675, 1)) #> 2 2.7

/// `fmod(x, y)`
/// The remainder with the sign of x.
///     print(math.fmod(-7, 3)) #> -1.0

/// `remainder(x, y)`
/// The remainder of least size, as IEEE 754 has it.
///     print(math.remainder(7, 4)) #> -1.0

/// `copysign(x, y)`
/// x with the sign of y.
///     print(math.copysign(3, -0.0)) #> -3.0

/// `nextafter(x, y)`
/// The float after x in the direction of y.
///     print(math.nextafter(1.0, 2.0) > 1.0) #> true

/// `ulp(x)`
/// The distance from x to the next float.
///     print(math.ulp(1.0) == math.epsilon) #> true

/// `frexp(x)`
/// (m, e) with x = m * 2**e and m from 0.5 to 1.
///     print(math.frexp(8)) #> (0.5, 4)

/// `ldexp(x, i)`
/// x * 2**i.
///     print(math.ldexp(0.5, 4)) #> 8.0

/// `modf(x)`
/// (fraction, whole part), both with the sign of x.
///     print(math.modf(-2.5)) #> (-0.5, -2.0)

/// `isclose(a, b, rel_tol, abs_tol)`
/// True if the numbers are nearly equal: within rel_tol (1e-9) of the greater, or abs_tol (0).
///     print(math.isclose(0.1 + 0.2, 0.3)) #> true

/// `isClose(a, b, relTol, absTol)`
/// As isclose.
///     print(math.isClose(1.0, 1.1, relTol: 0.2)) #> true

/// `isnan(x)` `isNaN`
/// True for NaN.
///     print(math.isnan(math.nan)) #> true

/// `isinf(x)` `isInfinite`
/// True for inf and -inf.
///     print(math.isinf(-math.inf)) #> true

/// `isfinite(x)` `isFinite`
/// True for neither inf nor NaN.
///     print(math.isfinite(1e308)) #> true

/// `sum(xs, start)`
/// The sum from left to right.
///     print(math.sum([1, 2, 3])) #> 6

/// `fsum(xs)`
/// The sum of floats, rounded once.
///     print(math.fsum([0.1] * 10)) #> 1.0

/// `prod(xs, start)`
/// The product.
///     print(math.prod([2, 3, 4])) #> 24

/// `min(...values, key, default)`
/// The least value, as the builtin min.
///     print(math.min(3, 1, 2)) #> 1

/// `max(...values, key, default)`
/// The greatest value, as the builtin max.
///     print(math.max([3, 1, 2])) #> 3

/// `clamp(x, low, high)`
/// x, or the nearer end if it is outside.
///     print(math.clamp(15, 0, 10)) #> 10

/// `gcd(...numbers)`
/// The greatest common divisor.
///     print(math.gcd(12, 18)) #> 6

/// `lcm(...numbers)`
/// The least common multiple.
///     print(math.lcm(4, 6)) #> 12

/// `factorial(n)`
/// n!, a bigint when it does not fit an int.
///     print(math.factorial(5)) #> 120

/// `perm(n, k)`
/// How many ways there are to arrange k of n.
///     print(math.perm(5, 2)) #> 20

/// `comb(n, k)`
/// How many ways there are to choose k of n.
///     print(math.comb(5, 2)) #> 10

/// `isqrt(n)`
/// The square root, rounded down.
///     print(math.isqrt(17)) #> 4

/// `idiv(a, b)`
/// Floor division.
///     print(math.idiv(-7, 2)) #> -4

/// `divmod(a, b)`
/// (a ~/ b, a % b).
///     print(math.divmod(7, 2)) #> (3, 1)

/// `wrappingAdd(a, b)`
/// The sum in 64 bits, what is over dropped.
///     print(math.wrappingAdd(math.maxInt, 1) == math.minInt) #> true

/// `wrappingSub(a, b)`
/// The difference in 64 bits.
///     print(math.wrappingSub(math.minInt, 1) == math.maxInt) #> true

/// `wrappingMul(a, b)`
/// The product in 64 bits.
///     print(math.wrappingMul(math.maxInt, 2)) #> -2

/// `popcount(n)` `bitCount`
/// How many bits of the 64 are set.
///     print(math.popcount(255)) #> 8

/// `leadingZeros(n)`
/// How many bits before the highest one.
///     print(math.leadingZeros(1)) #> 63

/// `trailingZeros(n)`
/// How many bits behind the lowest one.
///     print(math.trailingZeros(8)) #> 3

/// `pi` `PI`
/// The circumference of a circle of diameter 1.
///     print(math.pi) #> 3.141592653589793

/// `tau` `TAU`
/// 2 pi.
///     print(math.tau == 2 * math.pi) #> true

/// `e` `E`
/// The base of the natural logarithm.
///     print(math.e) #> 2.718281828459045

/// `inf` `INFINITY`
/// Greater than every other number.
///     print(math.inf > 1e308) #> true

/// `nan` `NAN`
/// What is no number.
///     print(math.nan == math.nan) #> false

/// `epsilon`
/// The distance from 1.0 to the next float.
///     print(1.0 + math.epsilon > 1.0) #> true

/// `maxFloat`
/// The greatest finite float.
///     print(math.maxFloat) #> 1.7976931348623157e+308

/// `maxInt`
/// The greatest int.
///     print(math.maxInt) #> 9223372036854775807

/// `minInt`
/// The least int.
///     print(math.minInt) #> -9223372036854775808
