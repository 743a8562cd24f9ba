async function f() { throw ValueError("lost") }
f()
await sleep(1)
print("goes on") #> goes on
#exit: 1
#stderr: lost
