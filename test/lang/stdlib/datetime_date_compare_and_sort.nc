import "datetime"
a = datetime.Date(2024, 1, 2)
b = datetime.Date(2023, 5, 6)
print(a > b, a == datetime.Date(2024, 1, 2), sorted([a, b]), max(a, b)) #> true true [2023-05-06, 2024-01-02] 2024-01-02
