import "time"
print(time.iso(86399), time.iso(951782400), time.iso(-1)) #> 1970-01-01T23:59:59Z 2000-02-29T00:00:00Z 1969-12-31T23:59:59Z
