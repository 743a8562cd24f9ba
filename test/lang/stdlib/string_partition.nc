print("a=b=c".partition("="), "a=b=c".rpartition("="), "abc".partition("=")) #> ("a", "=", "b=c") ("a=b", "=", "c") ("abc", "", "")
