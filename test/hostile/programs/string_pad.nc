let s = "x".padStart(1000000000000)
#memory
