print("aaaa".count("aa"), "abc".count(""), "".count("x")) #> 2 4 0
