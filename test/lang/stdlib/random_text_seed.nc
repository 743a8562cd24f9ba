import "random"
[a, b] = [random.Random("seed"), random.Random("other")]
print([a.random() for _ in 0..4] == [b.random() for _ in 0..4]) #> false
