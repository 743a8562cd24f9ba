function numbers() { var i = 0; while true { yield i; i += 1 } }
for (n in numbers()) { }
#time
