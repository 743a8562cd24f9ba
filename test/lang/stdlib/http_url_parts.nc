import "http"
u = http.Url("HTTP://[::1]:81?q")
print(u.host, u.port, u.path, u.query, u.authority, u) #> ::1 81 / q [::1]:81 http://[::1]:81/?q
