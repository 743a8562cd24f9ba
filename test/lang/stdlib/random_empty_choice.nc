import "random"
try { random.choice([]) } catch (Error e) { print(typeOf(e)) } #> ValueError
