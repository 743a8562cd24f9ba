break #error: N0
