from mods.plain import twice as t, LIMIT
import mods.plain as p
from .mods.plain import twice
print(t(2), LIMIT, p.twice(5), twice(1)) #> 4 99 10 2
try { p._private } catch (AttributeError e) { print("AttributeError") } #> AttributeError
