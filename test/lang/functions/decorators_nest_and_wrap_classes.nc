function deco(prefix) { return f => (...a) => prefix + f(...a) }
@deco("<")
@deco("[")
function greet(name) { return name }
function addExtra(cls) { cls.extra = 5; return cls }
@addExtra
class D { m() { return 1 } }
print(greet("bob"), D.extra, D().m()) #> <[bob 5 1
calls = []
function counted(f) { return (...a) => { calls.append(a.length); return f(...a) } }
class C {
    @counted
    function m(x) { return x * 2 }
    @staticmethod
    function s(x) { return x + 1 }
}
print(C.s(1), calls) #> 2 []
