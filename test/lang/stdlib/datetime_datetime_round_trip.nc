import "datetime"
t = datetime.DateTime(2024, 2, 29, 23, 59, 59, 999999, offset: 345)
print(datetime.parse(t.iso()) == t, datetime.parse(str(t)).offset) #> true 345
