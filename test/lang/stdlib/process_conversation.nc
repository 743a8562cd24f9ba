import "process"
p = process.spawn(["sed", "-u", "s/a/b/"], stdin: "pipe", stdout: "pipe")
for word in ["cat", "hat"] {
    await p.stdin.write(word + "\n")
    print(await p.stdout.readLine())
}
#> cbt
#> hbt
p.stdin.close()
print(await p.wait(), await p.stdout.readLine()) #> 0 null
