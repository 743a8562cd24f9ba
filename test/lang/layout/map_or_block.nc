x = {}
y = {1}
z = {"a": 1, b: 2}
print(typeOf(x), typeOf(y), z) #> Map Set {"a": 1, "b": 2}
{
    let inner = 1
    print(inner) #> 1
}
