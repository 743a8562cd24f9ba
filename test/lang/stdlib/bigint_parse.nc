import "bigint"
print(bigint.parse("-1010", 2), bigint.parse("FfFf", 16), bigint.parse("1_000")) #> -10 65535 1000
try { bigint.parse("12", 2) } catch (ValueError e) { print(e) } #> parse(): "2" is no digit in base 2
try { bigint.parse("-") } catch (ValueError e) { print(e) } #> parse(): there is no digit in "-"
