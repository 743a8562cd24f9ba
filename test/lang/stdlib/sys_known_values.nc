import "sys"
print(sys.maxsize, typeOf(sys.args), sys.platform.length > 0) #> 9223372036854775807 List true
