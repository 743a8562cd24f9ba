let xs = [1]
xs.append(xs)
let m = {"self": null}
m["self"] = m
m["list"] = xs
xs.append(m)
print(str(xs).length > 0, repr(m).length > 0)
#ends
