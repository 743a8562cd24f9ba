function fill() { xs = []; while true { xs.append([1, 2, 3]) } }
try { fill() } catch (OutOfMemoryError e) { print("caught") }
print("alive", [1, 2].map(x => x + 1))
#> caught
#> alive [2, 3]
#flags: --heap-limit=16M
#modes: source nbc
