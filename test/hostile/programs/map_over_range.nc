print(range(1000000000000).map(x => x + 1))
#memory time
