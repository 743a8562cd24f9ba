s = "a😀b日本"
print(len(s), s[1], s[3:], s.indexOf("本"), s.chars()) #> 5 😀 日本 4 ["a", "😀", "b", "日", "本"]
long = "é" * 1000 + "x"
print(long[1000], long.find("x"), long[998:].length) #> x 1000 3
