import "re"
p = re.compile(r"(\w)(\d)")
print(p.findall("a1 b2"), p.split("-a1-"), p.sub(r"\2\1", "a1"), p.subn("", "a1b2")) #> [("a", "1"), ("b", "2")] ["-", "a", "1", "-"] 1a ("", 2)
