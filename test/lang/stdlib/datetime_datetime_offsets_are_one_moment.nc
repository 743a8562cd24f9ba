import "datetime"
a = datetime.DateTime(2024, 1, 1, 12, offset: 60)
b = a.withOffset(-300)
print(b, a == b, a - b, a.utc(), hash(a) == hash(b)) #> 2024-01-01T06:00:00-05:00 true 0:00:00 2024-01-01T11:00:00Z true
