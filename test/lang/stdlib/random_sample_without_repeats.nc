import "random"
s = random.Random(3).sample(range(100), 50)
print(s.length, Set(s).length) #> 50 50
