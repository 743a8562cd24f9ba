import "re"
print(re.sub("(a)(b)", r"\2\1\0\g<1>", "ab")) #> baaba
