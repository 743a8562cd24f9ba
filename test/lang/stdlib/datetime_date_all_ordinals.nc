import "datetime"
# Every 97th day there and back, against the calendar rules.
n = 1
last = 0
ok = true
while n < 3652059 {
    d = datetime.Date.ofOrdinal(n)
    ok = ok && d.ordinal() == n && d.day <= datetime.daysInMonth(d.year, d.month)
    n += 9973
}
print(ok, datetime.Date.ofOrdinal(1), datetime.Date.ofOrdinal(3652059)) #> true 0001-01-01 9999-12-31
