import "statistics"
try { statistics.covariance([1, 2], [1, 2, 3]) } catch (ValueError e) { print(e) } #> covariance() expects two rows of one length, got 2 and 3
