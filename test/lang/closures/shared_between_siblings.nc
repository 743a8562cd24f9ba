function pair() { let v = 0; return {"set": n => { v = n; }, "get": () => v} }
p = pair()
p["set"](42)
print(p["get"]()) #> 42
