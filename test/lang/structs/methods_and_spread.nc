struct V {
    x: float
    y: float
    function length() { return sqrt(self.x * self.x + self.y * self.y) }
}
v = V(3, 4)
print(v.length(), {...v, "z": 1}) #> 5.0 {"x": 3.0, "y": 4.0, "z": 1}
w = V{x: 1, y: 0}
print(w) #> V{x: 1.0, y: 0.0}
