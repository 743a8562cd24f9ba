import "process"
rs = await parallel([process.run(["sh", "-c", "sleep 0.01; echo ${i}"]) for i in 0..5])
print([int(r.stdout) for r in rs]) #> [0, 1, 2, 3, 4]
