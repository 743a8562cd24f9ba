print("a" < "b", "Z" < "a", "ä" > "z", "a" < "ab", "" < "a") #> true true true true true
