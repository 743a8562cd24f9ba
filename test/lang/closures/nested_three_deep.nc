function a() { x = 1; return () => { y = 2; return () => { x += 1; return x + y } } }
f = a()()
print(f(), f()) #> 4 5
