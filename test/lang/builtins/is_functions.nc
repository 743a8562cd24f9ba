print(isInt(1), isInt(1.0), isFloat(1.0), isString("s"), isBool(true), isNull(null), isList([]), isMap({}), isNumber(2)) #> true false true true true true true true true
print(isinstance(1, int), isinstance("a", (int, str)), isinstance(1.5, Number), callable(print)) #> true true true true
