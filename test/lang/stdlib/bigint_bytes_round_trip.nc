import "bigint"
n = bigint.of(3) ** 77
print(bigint.fromBytes(bigint.toBytes(n)) == n, bigint.toBytes(0), bigint.toBytes(0, 0), bigint.fromBytes(b"")) #> true b"\0" b"" 0
try { bigint.toBytes(-1) } catch (ValueError e) { print(e) } #> toBytes() expects no negative number, got -1
