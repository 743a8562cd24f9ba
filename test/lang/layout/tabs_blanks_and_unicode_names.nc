größe = 3
变量 = 4
if größe > 2:
	print("tab")
	if 变量 > 3:
		print("tabs")
        # a comment at another depth
	print("still")
def outer():
    def inner():

        return größe + 变量

    return inner()
print(outer())
#> tab
#> tabs
#> still
#> 7
