class Ones { iterator() { return self }
    next() { return 1 } }
print(any(x > 1 for x in Ones()))
#time
