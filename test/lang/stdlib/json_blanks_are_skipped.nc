import "json"
print(json.parse(" \n\t[ 1 ,\r 2 ] ")) #> [1, 2]
