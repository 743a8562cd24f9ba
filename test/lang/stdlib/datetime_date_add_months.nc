import "datetime"
d = datetime.Date(2024, 1, 31)
print(d.addMonths(1), d.addMonths(13), d.addMonths(-2), d.addMonths(0)) #> 2024-02-29 2025-02-28 2023-11-30 2024-01-31
