import process
process.run(["sleep", "1000"])
#time
