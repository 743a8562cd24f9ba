import "random"
try { random.randint(2, 1) } catch (ValueError e) { print(e) } #> randint(): the range is empty
