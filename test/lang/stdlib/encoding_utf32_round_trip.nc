import "encoding"
for name in ["utf-32", "utf-32-le", "utf-32-be"] { print(encoding.decode(encoding.encode("aé😀", name), name)) }
#> aé😀
#> aé😀
#> aé😀
