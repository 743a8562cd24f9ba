print("aaa".replace("a", "b", 2), "abc".replace("", "-")) #> bba -a-b-c-
