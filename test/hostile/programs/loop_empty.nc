// A loop that does nothing.
while true { }
#time
