import "process"
print([process.quote(t) for t in ["a", "", "a b", "x'y", "$z"]].join(" ")) #> a '' 'a b' 'x'"'"'y' '$z'
r = await process.run("printf '%s|' " + " ".join([process.quote(t) for t in ["a b", "'", "$x", "\\", "\n"]]), shell: true)
print(repr(r.stdout)) #> "a b|'|$x|\\|\n|"
