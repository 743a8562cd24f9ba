class A {
    private secret = 42
    private function hidden() { return self.secret }
    function show() { return self.hidden() }
}
print(A().show()) #> 42
function peek(a) { return a.secret }
try { peek(A()) } catch (AttributeError e) { print("private") } #> private
