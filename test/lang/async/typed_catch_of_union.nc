async function t() { throw ValueError("x") }
try { await t() } catch (ValueError | KeyError e) { print("caught", e) } #> caught x
