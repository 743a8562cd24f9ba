import "process"
p = process.spawn(["sleep", "20"])
print(p.signal(2), await p.wait()) #> true -2
try { p.signal(1000) } catch (ValueError e) { print(e) } #> kill(): there is no signal 1000
