import "re"
print(re.sub("x*", "-", "abxd")) #> -a-b--d-
