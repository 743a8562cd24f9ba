import "random"
try { random.sample([1, 2], 3) } catch (ValueError e) { print("ValueError") } #> ValueError
