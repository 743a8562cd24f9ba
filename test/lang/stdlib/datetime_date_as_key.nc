import "datetime"
m = {}
m[datetime.Date(2024, 1, 1)] = "x"
print(m[datetime.Date(2024, 1, 1)]) #> x
