b = b"a\xffz"
print(b.length, b[1], b, "hé".encode()) #> 3 255 b"a\xffz" b"h\xc3\xa9"
print(bytes([104, 105]).decode()) #> hi
