a = [1,
2
, 3]
y = a
  .map(v => v * 2)
  |> sum
z = true
  and false
  or true
t = y == 12
    ? "twelve"
    : "other"
w = 10
-3
n = null
  ?? "default"
s = "a" \
    + "b"
c = 1 <
  2
print(a, y, z, t, w, n, s, c) #> [1, 2, 3] 12 true twelve 10 default ab true
function f(n)
{
    return n + 1
}
class P {}
class Q
    extends P
{
}
print(f(1), Q() is P) #> 2 true
