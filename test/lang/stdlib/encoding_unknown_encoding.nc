import "encoding"
try { encoding.encode("a", "klingon") } catch (ValueError e) { print(e) }
#> unknown encoding "klingon" (utf-8, ascii, latin-1, utf-16 and utf-32 are known, -le and -be behind the latter)
