def f(x):
	if x:
		return "tab"
	return "none"
print(f(1), f(0)) #> tab none
