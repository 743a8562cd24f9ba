import "re"
print(id(re.compile("a+")) == id(re.compile("a+")), re.compile("a+") == re.compile("a+", re.I)) #> true false
