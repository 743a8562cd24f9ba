s = ""
for i in range(10000) { s += "ab" }
print(s.length, s[0:4], s[19998:], s.count("ab")) #> 20000 abab ab 10000
