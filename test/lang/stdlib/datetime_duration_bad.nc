import "datetime"
try { datetime.Duration("x") } catch (TypeError e) { print(e) } #> Duration: an amount is a number, not string
try { datetime.Duration(1) + 5 } catch (TypeError e) { print(e) } #> a Duration adds to a Duration, a Date or a DateTime, not to int
