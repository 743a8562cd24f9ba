import "bigint"
print(bigint.factorial(0), bigint.factorial(40)) #> 1 815915283247897734345611269596115894272000000000
try { bigint.factorial(-1) } catch (ValueError e) { print(e) } #> factorial() expects no negative number, got -1
print(bigint.factorial(200) % 1000003, bigint.factorial(200) == bigint.factorial(199) * 200) #> 396754 true
