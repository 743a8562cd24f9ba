import "datetime"
print(datetime.DateTime.parseAs("Friday, 9 february 2024 12:00 AM +0130", "%A, %d %B %Y %I:%M %p %z"), datetime.DateTime.parseAs("100% 5.25", "100%% %S.%f")) #> 2024-02-09T00:00:00+01:30 1900-01-01T00:00:05.250000
