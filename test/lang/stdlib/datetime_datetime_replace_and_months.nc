import "datetime"
t = datetime.DateTime(2024, 1, 31, 10)
print(t.replace(hour: 0, minute: 5), t.addMonths(1), t.date(), t.weekday) #> 2024-01-31T00:05:00 2024-02-29T10:00:00 2024-01-31 2
