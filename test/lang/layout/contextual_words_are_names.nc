map = 1; filter = 2; reduce = 3; open = 4; read = 5; write = 6; match = 7; case = 8; when = 9; as = 10
from = 11; type = 12; error = 13; actor = 14; module = 15; get = 16; set = 17; init = 18; stream = 19; where = 20
print([map, filter, reduce, open, read, write, match, case, when, as, from, type, error, actor, module, get, set, init, stream, where]) #> [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]
class A {
    get() { return 1 }
    set() { return 2 }
    match(type) { return type }
    static from(when) { return when }
}
print(A().get(), A().set(), A().match(3), A.from(4)) #> 1 2 3 4
function f(type, match, error) { return type + match + error }
print(f(match: 1, type: 2, error: 3), {match: 1, type: 2}) #> 6 {"match": 1, "type": 2}
