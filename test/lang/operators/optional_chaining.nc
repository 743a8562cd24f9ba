let user = {"name": "Ann"}
let none = null
class P { constructor() { self.q = null } f() { return 1 } }
p = P()
print(none?.name, none?.name.length, none?.f(1)) #> null null null
print(p?.q, p.q?.x.y.z, p?.f(), none?[0]) #> null null 1 null
