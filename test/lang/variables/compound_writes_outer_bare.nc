count = 0
function bump() { count += 1 }
bump()
bump()
print(count) #> 2
