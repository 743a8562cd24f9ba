import "math"
print(round(0.5), round(1.5), round(2.5), round(-1.5)) #> 0 2 2 -2
print(round(2.675, 2), round(1234, -2), round(2.5, 0)) #> 2.67 1200 2.0
print(floor(2.7), ceil(2.1), floor(-2.1), math.trunc(-2.7)) #> 2 3 -3 -2
