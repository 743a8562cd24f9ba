class Py:
    shared = []
    typed: int = 3
    def __init__(self, x):
        self.x = x
    def __str__(self): return f"Py{self.x}"
    def __repr__(self): return f"<Py {self.x}>"
    def __eq__(self, o): return self.x == o.x
    def __hash__(self): return 1
    def __lt__(self, o): return self.x < o.x
    def __add__(self, o): return Py(self.x + o.x)
    def __radd__(self, o): return f"r{o}"
    def __getitem__(self, i): return i
    def __len__(self): return 7
    def __call__(self): return "called"
    def __contains__(self, v): return v == 1
    def __getattr__(self, name): return "dynamic " + name
    def __iter__(self):
        yield 1
        yield 2
p = Py(2)
print(p, [p], p == Py(2), p < Py(3), p + p, 5 + p, p[5], p[1:2], len(p), p(), list(p), 1 in p, p.anything, p.typed) #> Py2 [<Py 2>] true true Py4 r5 5 slice(1, 2, null) 7 called [1, 2] true dynamic anything 3
Py.shared.append(1)
q = Py(1)
q.shared = 5
print(Py(1).shared, Py.shared, q.shared, {p: 1}["p"], Set([Py(1), Py(1)]).length) #> [1] [1] 5 1 1
