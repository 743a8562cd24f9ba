import "re"
m = re.search(r"(?P<a>\w)-(?P<b>\w)?", "x-")
print(m.groupdict(), m.group("a"), m["b"]) #> {"a": "x", "b": null} x null
