// The text has 2^60 characters.
var x = [1]
for (i in range(60)) { x = [x, x] }
print(str(x).length)
#memory time
