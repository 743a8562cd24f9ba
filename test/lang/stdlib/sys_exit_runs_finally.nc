#exit: 4
import "sys"
try { sys.exit(4) } finally { print("finally") } #> finally
