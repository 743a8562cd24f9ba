print(twice(4)) #> 8
function twice(n) { return n * 2 }
print(Box(3).v) #> 3
struct Box { v: int }
