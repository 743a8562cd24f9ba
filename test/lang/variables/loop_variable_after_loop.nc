for i in range(3) { }
print(i) #> 2
for (k, v in {"a": 1}) { }
print(k, v) #> a 1
