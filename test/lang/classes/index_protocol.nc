class Grid:
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d.get(k, 0)
    def __setitem__(self, k, v): self.d[k] = v
    def __contains__(self, k): return k in self.d
    def __len__(self): return len(self.d)
g = Grid()
g[1, 2] = 5
g[1, 2] += 1
print(g[(1, 2)], g[0], (1, 2) in g, len(g)) #> 6 0 true 1
