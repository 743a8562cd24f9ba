class Bad extends Error { toString() { throw self } }
throw Bad("x")
#throws
