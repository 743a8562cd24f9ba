import "datetime"
d = datetime.Duration(days: 1, hours: 2, seconds: 3, milliseconds: 4)
print(d, d.days, d.seconds, d.microseconds, d.totalSeconds()) #> 1 day, 2:00:03.004000 1 7203 4000 93603.004
