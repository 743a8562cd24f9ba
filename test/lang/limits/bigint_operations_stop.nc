let x = bigint(7) ** 3000000
let y = x * x
print((y ~/ 3 + y).toString().length)
#flags: --time-limit=300
#exit: 5
#stderr: time limit
#modes: source nbc
