print("a" + 1 + 2.5 + true + null + [1, "x"]) #> a12.5truenull[1, "x"]
print(1 + 2 + "b") #> 3b
print("ab" * 2, 3 * "-") #> abab ---
