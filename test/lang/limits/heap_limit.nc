xs = []
while true { xs.append("x" * 1000) }
#flags: --heap-limit=16M
#exit: 5
#stderr: OutOfMemoryError
#modes: source nbc
