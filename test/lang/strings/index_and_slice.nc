s = "héllo wörld"
print(s.length, s[1], s[-1], s[1:4], s[::-1]) #> 11 é d éll dlröw olléh
print(s[:5], s[6:], s[::2], s[20:], s[-3:]) #> héllo wörld hlowrd  rld
try { s[11] } catch (IndexError e) { print("IndexError") } #> IndexError
