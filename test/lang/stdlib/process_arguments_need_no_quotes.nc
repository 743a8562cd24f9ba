import "process"
r = await process.run(["printf", "%s|", "a b", "*", "$HOME", "'"])
print(r.stdout) #> a b|*|$HOME|'|
