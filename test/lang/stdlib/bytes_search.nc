data = b"one two one"
print(data.indexOf(b"one", 1), data.count(b"one"), data.split(b" "), data.startsWith(b"one")) #> 8 2 [b"one", b"two", b"one"] true
