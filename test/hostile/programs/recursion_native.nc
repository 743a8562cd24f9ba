// Through a native function, each on the native stack.
function f(xs) { return xs.map(x => f([x, x])) }
f([1])
#throws StackOverflowError
