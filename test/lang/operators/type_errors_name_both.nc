try { print([1] + 2) } catch (TypeError e) { print("List" in e.message, "int" in e.message) } #> true true
try { print(1 < "a") } catch (TypeError e) { print("int" in e.message, "string" in e.message) } #> true true
try { print(null + 1) } catch (TypeError e) { print("null" in e.message) } #> true
