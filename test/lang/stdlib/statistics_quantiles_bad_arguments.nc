import "statistics"
try { statistics.quantiles([1, 2], 0) } catch (ValueError e) { print(e) } #> quantiles() cuts into at least 1 part, not 0
try { statistics.quantiles([1, 2], 4, "x") } catch (ValueError e) { print(e) } #> quantiles(): 'method' is exclusive or inclusive, not x
