import "datetime"
d = datetime.Duration(minutes: 10)
print(d * 6, 0.5 * d, d / 4, d / datetime.Duration(seconds: 30), d + d - datetime.Duration(seconds: 1)) #> 1:00:00 0:05:00 0:02:30 20.0 0:19:59
