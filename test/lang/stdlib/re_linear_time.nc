import "re"
# A matcher that backtracks needs 2 ** 5000 steps here.
print(re.fullmatch("(a*)*b", "a" * 5000)) #> null
print(re.search("(x+x+)+y", "x" * 5000)) #> null
