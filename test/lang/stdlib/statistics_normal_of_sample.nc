import "statistics"
print(statistics.Normal.of([1, 2, 3])) #> Normal(mu=2.0, sigma=1.0)
