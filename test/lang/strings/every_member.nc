s = "Hello, World"
print(s.length, s.upper(), s.lower(), " x ".strip(), " x ".trim(), " x".lstrip() + "x ".rstrip(), s.split(", "), "-".join(["a", "b"])) #> 12 HELLO, WORLD hello, world x x xx ["Hello", "World"] a-b
print(s.replace("l", "L"), s.contains("World"), s.startsWith("He"), s.startswith("x"), s.endsWith("d"), s.indexOf("o"), s.find("zz"), s.count("l")) #> HeLLo, WorLd true true false true 4 -1 3
print("ab".repeat(2), "5".padStart(3, "0"), "5".padEnd(3) + "|", "a\nb".lines(), "ab".chars(), "ab".bytes(), "12".isDigit(), "ab".isAlpha()) #> abab 005 5  | ["a", "b"] ["a", "b"] b"ab" true true
print("{} {1} {0}".format("a", "b") if false else "{0} {1} {0}".format("a", "b"), "{n:>5}".format(n: "x"), "a,b,,c".split(","), "a b  c".split(), "a-b-c".split("-", 1)) #> a b a     x ["a", "b", "", "c"] ["a", "b", "c"] ["a", "b-c"]
print("%05.1f|%-5s|%+d|%x|%%|%r" % (3.14159, "ab", 5, 255, "q"), "%(a)s" % {"a": 1}, "%s" % [1]) #> 003.1|ab   |+5|ff|%|"q" 1 [1]
print("x" in "xyz", "0" <= "5" <= "9", "a" < "b", "héllo"[1], "héllo"[-1:], "日本語".indexOf("語"), "😀".length, "abc"[::-1]) #> true true true é o 2 1 cba
