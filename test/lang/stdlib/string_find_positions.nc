print("banana".find("an"), "banana".rfind("an"), "banana".find("x"), "banana".find("an", 2), "äbä".find("ä", 1)) #> 1 3 -1 3 2
