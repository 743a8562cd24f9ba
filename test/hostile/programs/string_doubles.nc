var s = "ab"
while true { s = s + s }
#memory throws
