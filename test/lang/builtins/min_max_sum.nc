print(min(3, 1, 2), max([1, 5, 2]), sum([1, 2, 3]), sum([0.5, 1]), sum([])) #> 1 5 6 1.5 0
print(max(["aa", "b"], key: len), min([3, -4], key: abs), max([], default: 0)) #> aa 3 0
try { max([]) } catch (ValueError e) { print("empty") } #> empty
