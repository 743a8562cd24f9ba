import "datetime"
d = datetime.Date(2026, 11, 21)
print(d, d.weekday, d.weekdayName, d.dayOfYear, d.ordinal(), d.isoWeek()) #> 2026-11-21 5 Saturday 325 739941 (2026, 47)
