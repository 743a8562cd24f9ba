let x = bigint(7) ** 3000000
print(x > 5)
#flags: --heap-limit=1M
#exit: 5
#stderr: OutOfMemoryError
#modes: source nbc
