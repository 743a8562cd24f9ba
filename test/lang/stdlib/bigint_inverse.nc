import "bigint"
print(bigint.inverse(17, bigint.of(10) ** 20 + 39)) #> 88235294117647058858
try { bigint.inverse(6, 9) } catch (ValueError e) { print(e) } #> inverse(): 6 has no inverse modulo 9
