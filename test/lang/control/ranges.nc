print(list(0..3), list(1..=3), list(range(5, 0, -2)), list(range(3))) #> [0, 1, 2] [1, 2, 3] [5, 3, 1] [0, 1, 2]
for i in 3..0 { print("never") }
print(sum(1..=100)) #> 5050
