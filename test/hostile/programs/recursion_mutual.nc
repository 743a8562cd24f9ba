function even(n) { return odd(n + 1) }
function odd(n) { return even(n + 1) and true }
even(0)
#throws StackOverflowError
