// One site sees more classes than its cache holds; a private field stays private there.
class A { v = 1
    id() { return "A" } }
class B { v = 2
    id() { return "B" } }
class C { v = 3
    id() { return "C" } }
class D { v = 4
    id() { return "D" } }
class E { v = 5
    id() { return "E" } }
class F { private v = 6
    private id() { return "F" }
    own() { return self.v + 1 }
    name() { return self.id() } }

function read(o) { return o.v }
function call(o) { return o.id() }

objects = [A(), B(), C(), D(), E()]
sum = 0
names = ""
for round in 0..40 {
    for o in objects { sum += read(o)
        names = names.length > 20 ? call(o) : names + call(o) }
}
print(sum, names) #> 600 EABCDEABCDE
f = F()
for round in 0..40 { f.own()
    f.name() }
print(f.own(), f.name()) #> 7 F
try { read(f) } catch (e) { print(e.message) } #> 'v' is private in class F
try { call(f) } catch (e) { print(e.message) } #> 'id' is private in class F
