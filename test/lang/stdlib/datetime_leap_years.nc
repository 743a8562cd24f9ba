import "datetime"
print([y for y in [1900, 1904, 2000, 2023, 2024, 2100] if datetime.isLeap(y)], [datetime.daysInMonth(2023, m) for m in 1..=12]) #> [1904, 2000, 2024] [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
