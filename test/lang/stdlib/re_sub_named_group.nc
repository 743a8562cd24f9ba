import "re"
print(re.sub("(?P<first>.)(.)", r"<\g<first>>\g<2>", "xy")) #> <x>y
