import "test"
class MyError extends ValueError {}
print(test.throws(ValueError, () => { throw MyError("m") })) #> m
