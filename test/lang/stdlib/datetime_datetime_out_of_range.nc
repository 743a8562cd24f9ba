import "datetime"
try { datetime.DateTime(9999, 12, 31, 23) + datetime.Duration(hours: 1) } catch (OverflowError e) { print(e) } #> the time is outside the years 1 to 9999
