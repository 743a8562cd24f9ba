import "re"
p = re.compile("b")
print(re.compile(p).pattern, re.search(p, "ab").start()) #> b 1
