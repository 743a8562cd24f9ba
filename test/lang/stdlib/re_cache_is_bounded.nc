import "re"
for i in 0..600 { re.search("a{${i}}", "a") }
print(re.search("a{1}", "a").span()) #> (0, 1)
