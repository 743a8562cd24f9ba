function table(): Map<string, (() => int)?> { return {a: () => 1, b: null} }
function list(): List<(int) => int> { return [x => x + 1] }
def pairs() -> List<((int) => int, string)>:
    return [(x => x * 2, "double")]
t = table()
print(t["a"](), t["b"], list()[0](1), pairs()[0][0](4)) #> 1 null 2 8
