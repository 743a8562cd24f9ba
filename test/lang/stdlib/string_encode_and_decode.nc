for name in ["utf-8", "utf-16", "utf-16-be", "utf-32-le"] { print("ä😀".encode(name).decode(name)) }
#> ä😀
#> ä😀
#> ä😀
#> ä😀
