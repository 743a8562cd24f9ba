import "re"
print(re.split(",", "a,b,c", 1), re.split(",", "a,b", -1)) #> ["a", "b,c"] ["a,b"]
