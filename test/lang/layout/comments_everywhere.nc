# hash
// slash
/* block /* nested */ still */
x = 1 # after
y = 2 // after
print(x /* inside */ + y) #> 3
