for (i in range(1000000000)) { for (j in range(1000000000)) { if (i + j < 0) { print("never") } } }
#time
