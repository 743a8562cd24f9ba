import "re"
print(re.search("(.)(.)(.)", "abc").group(3, 1)) #> ("c", "a")
