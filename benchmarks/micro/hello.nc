// Start and end of a process: what every program pays before it does anything.
print("hello")
