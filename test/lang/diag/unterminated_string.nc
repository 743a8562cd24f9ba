x = "abc #error: N0
print(x)
