n: int = 2.5 #error: N0
