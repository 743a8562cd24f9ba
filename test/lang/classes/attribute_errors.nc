class A { constructor() { self.colour = 1 } }
try { print(A().color) } catch (AttributeError e) { print(e.message.contains("colour")) } #> true
function get(v) { return v.x }
try { get(null) } catch (TypeError e) { print(e.message.contains("null")) } #> true
try { get({"x": 1}) } catch (AttributeError e) { print("AttributeError") } #> AttributeError
