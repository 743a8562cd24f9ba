const GREETING = "hi"
function helper() { return GREETING }
function main() { print(helper()); return 3 }
#> hi
#exit: 3
