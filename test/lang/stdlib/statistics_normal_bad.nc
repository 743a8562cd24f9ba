import "statistics"
try { statistics.Normal(0, -1) } catch (ValueError e) { print(e) } #> Normal: 'sigma' must not be negative, it is -1.0
try { statistics.Normal().inverse(1) } catch (ValueError e) { print(e) } #> inverse() expects a probability between 0 and 1, not 1
