class Box {
    private secret = 7
    open = 1
    function both() { let {secret, open} = self
        return [secret, open] }
}
print(Box().both()) #> [7, 1]
let {open} = Box()
print(open) #> 1
try { {secret} = Box() } catch (AttributeError e) { print(e) } #> 'secret' is private in class Box
