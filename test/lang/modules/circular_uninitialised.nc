try { import "./mods/cyc_a" } catch (ImportError e) { print("cyc_a" in e.message, "cyc_b" in e.message) } #> true true
