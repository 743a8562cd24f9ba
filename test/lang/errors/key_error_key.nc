try { print({"a": 1}["b"]) } catch (KeyError e) { print(e.key) } #> b
