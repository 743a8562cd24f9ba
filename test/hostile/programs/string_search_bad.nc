let text = "a" * 3000000
let piece = "a" * 100000 + "b"
while true { text.find(piece) }
#time
