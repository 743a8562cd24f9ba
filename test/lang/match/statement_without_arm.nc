match 5 { 1 => print("one") }
print("after") #> after
match [1, 2] {
    case [a, b]:
        print(a + b)
    case _:
        print("no")
}
#> 3
