import "re"
print(re.fullmatch("a*", "aaab"), re.fullmatch("a*|b", "b").group()) #> null b
