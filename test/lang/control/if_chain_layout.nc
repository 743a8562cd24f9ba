def grade(n):
    if n >= 90: return "A"
    elif n >= 80:
        return "B"
    else if n >= 70:
        return "C"
    else:
        return "F"
print(grade(95), grade(85), grade(75), grade(5)) #> A B C F
