import "datetime"
try { datetime.DateTime.parseAs("x", "%Y") } catch (ValueError e) { print(e) } #> parseAs(): "x" does not fit "%Y"
try { datetime.DateTime.parseAs("x", "%Q") } catch (ValueError e) { print(e) } #> parseAs(): %Q means nothing
