import "process"
r = await process.run(["sh", "-c", "echo $COLOR$HOME"], env: {"COLOR": "red", "PATH": "/bin:/usr/bin"})
print(r.stdout.strip()) #> red
