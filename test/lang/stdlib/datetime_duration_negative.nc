import "datetime"
print(datetime.Duration(seconds: -1), -datetime.Duration(days: 1), datetime.timedelta(hours: -3).abs()) #> -1 day, 23:59:59 -1 day, 0:00:00 3:00:00
