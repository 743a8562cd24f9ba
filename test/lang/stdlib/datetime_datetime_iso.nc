import "datetime"
print(datetime.DateTime(2024, 1, 2), datetime.DateTime(2024, 1, 2, 3, 4, 5, 6), datetime.DateTime(2024, 1, 2, offset: 0), datetime.DateTime(2024, 1, 2, 3, offset: -90).iso(" "))
#> 2024-01-02T00:00:00 2024-01-02T03:04:05.000006 2024-01-02T00:00:00Z 2024-01-02 03:00:00-01:30
