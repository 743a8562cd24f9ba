s = "banana"
print(s.indexOf("an"), s.find("x"), s.count("an"), s.contains("nan")) #> 1 -1 2 true
print(s.startsWith("ba"), s.endsWith("na"), s.startswith("x"), s.endswith("a")) #> true true false true
print(s.replace("a", "o"), s.replace("a", "o", 1)) #> bonono bonana
