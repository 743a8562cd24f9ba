import "statistics"
d = statistics.Normal(10, 2)
print(round(d.pdf(11), 9), round(d.cdf(11), 9), round(d.inverse(0.9), 6), d.zscore(6), d) #> 0.176032663 0.691462461 12.563103 -2.0 Normal(mu=10.0, sigma=2.0)
