import "datetime"
print(datetime.DateTime(2024, 2, 29, 12, offset: 0).timestamp(), datetime.DateTime.ofTimestamp(0), datetime.DateTime.ofTimestamp(-1.5, 60)) #> 1709208000.0 1970-01-01T00:00:00Z 1970-01-01T00:59:58.500000+01:00
