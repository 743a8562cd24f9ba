import "datetime"
print([datetime.Date(y, m, d).isoWeek() for y, m, d in [(2021, 1, 3), (2021, 1, 4), (2020, 12, 31), (2024, 12, 30)]]) #> [(2020, 53), (2021, 1), (2020, 53), (2025, 1)]
