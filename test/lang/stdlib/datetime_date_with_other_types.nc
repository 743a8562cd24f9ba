import "datetime"
try { datetime.Date(2024, 1, 1) < 5 } catch (TypeError e) { print(e) } #> a Date compares with a Date, not with int
try { datetime.Date(2024, 1, 1) + 5 } catch (TypeError e) { print(e) } #> only a Duration can be added to a Date, not int
