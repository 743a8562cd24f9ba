let s = f"{1:>1000000000000}"
#memory throws
