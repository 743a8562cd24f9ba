function nothing() { }
function bare() { return }
def one(): return 1
def expr(x): x
print(nothing(), bare(), one(), expr(3)) #> null null 1 null
