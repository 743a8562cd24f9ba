// Equal trees that share: without a memory of pairs comparing takes 2^60 steps.
function tree() { var x = [1]; for (i in range(60)) { x = [x, x] } return x }
print(tree() == tree())
#time ends
