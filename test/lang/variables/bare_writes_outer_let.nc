let total = 0
function add(n) { total = total + n }
add(2)
add(3)
print(total) #> 5
