calls = 0
function mid() { calls += 1; return 5 }
print(1 < mid() < 10, calls) #> true 1
print(1 < 5 > 3 != 4, 1 < 0 < mid(), calls) #> true false 1
print("0" <= "7" <= "9") #> true
