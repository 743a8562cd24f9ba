{name, age} = {"name": "Ann", "age": 3}
print(name, age) #> Ann 3
struct P { x: int, y: int }
let {x, y: why} = P(1, 2)
print(x, why) #> 1 2
{u, v} = [5, 6]
print(u, v) #> 5 6
