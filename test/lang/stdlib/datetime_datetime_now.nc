import "datetime"
before = datetime.utcNow()
t = datetime.now()
print(t >= before, t - before < datetime.Duration(seconds: 60), t.offset != null) #> true true true
