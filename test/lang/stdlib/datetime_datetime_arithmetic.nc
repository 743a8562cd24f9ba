import "datetime"
t = datetime.DateTime(2024, 2, 28, 23, 30)
print(t + datetime.Duration(hours: 1), t - datetime.Duration(days: 60), t - datetime.DateTime(2024, 2, 27)) #> 2024-02-29T00:30:00 2023-12-30T23:30:00 1 day, 23:30:00
