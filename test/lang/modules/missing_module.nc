try { import "./mods/does_not_exist" } catch (ImportError e) { print("ImportError") } #> ImportError
