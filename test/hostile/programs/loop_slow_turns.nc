// Each turn takes milliseconds inside one native function: a count of turns comes too late.
let s = "ab" * 500000
var n = 0
while true { n += s.replace("a", "xyz").length }
#time
