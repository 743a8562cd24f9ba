import "statistics"
try { statistics.mean([]) } catch (ValueError e) { print(e) } #> mean() needs at least 1 value, got 0
try { statistics.stdev([1]) } catch (ValueError e) { print(e) } #> stdev() needs at least 2 values, got 1
