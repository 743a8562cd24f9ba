i = 5
i++
i--
i += 2
i **= 2
i ~/= 3
i %= 10
i <<= 3
i |= 1
i &= ~8
i ^= 2
i >>= 1
n = null
n ??= 4
b = 0
b ||= 7
b &&= 8
s = "a"
s += 1
s *= 3
print(i, n, b, s, (w := 3) + w) #> 25 4 8 a1a1a1 6
