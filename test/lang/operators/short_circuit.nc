function loud(v) { print("eval", v); return v }
print(loud(0) or loud("x")) #> eval 0
#> eval x
#> x
print(loud(null) && loud(1)) #> eval null
#> null
print(1 and 2, 0 || "", null ?? 3, 0 ?? 3) #> 2  3 0
