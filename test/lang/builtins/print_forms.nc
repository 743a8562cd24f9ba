print() #> 
print(1, "a", null, sep: "-", end: "!\n") #> 1-a-null!
print([1, "a\"b\n"], {"k": [null]}, (1,), (), Set(), {1}) #> [1, "a\"b\n"] {"k": [null]} (1,) () Set() {1}
print("no newline", end: "")
print("!") #> no newline!
