let xs = [(i * 7919) % 1000003 + 0.5 for i in range(3000000)]
while true { xs.sort()
    xs.sort(reverse: true) }
#flags: --time-limit=1500
#exit: 5
#stderr: time limit
#modes: source nbc
