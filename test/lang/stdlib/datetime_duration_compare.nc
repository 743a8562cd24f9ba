import "datetime"
a = datetime.Duration(hours: 1)
print(a == datetime.Duration(minutes: 60), a < datetime.Duration(days: 1), bool(datetime.Duration()), a != 5) #> true true false true
