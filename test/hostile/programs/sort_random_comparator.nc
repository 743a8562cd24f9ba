import random
let xs = list(range(2000))
while true { xs.sort((a, b) => random.randint(-1, 1)) }
#time
