import "re"
print(re.split(",", "abc"), re.split(",", "")) #> ["abc"] [""]
