import "datetime"
print(datetime.Date.parse("2024-02-29"), datetime.date.fromisoformat("0001-01-01")) #> 2024-02-29 0001-01-01
try { datetime.Date.parse("24-2-29") } catch (ValueError e) { print(e) } #> Date.parse() expects YYYY-MM-DD, got "24-2-29"
