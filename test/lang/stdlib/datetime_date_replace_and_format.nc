import "datetime"
print(datetime.Date(2024, 5, 6).replace(day: 1), datetime.Date(2024, 5, 6).strftime("%A %d %B %y")) #> 2024-05-01 Monday 06 May 24
