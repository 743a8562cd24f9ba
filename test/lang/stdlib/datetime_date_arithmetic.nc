import "datetime"
d = datetime.Date(2024, 12, 31)
print(d + datetime.Duration(days: 1), d - datetime.Duration(weeks: 1), datetime.Date(2025, 3, 1) - d) #> 2025-01-01 2024-12-24 60 days, 0:00:00
