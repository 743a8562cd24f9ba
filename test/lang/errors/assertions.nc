assert 1 + 1 == 2
try { assert 1 > 2, "text" } catch (AssertionError e) { print(e.message) } #> text
try { assert(false) } catch (AssertionError e) { print("plain") } #> plain
