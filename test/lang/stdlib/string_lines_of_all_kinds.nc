print("a\nb\r\nc\rd".splitlines()) #> ["a", "b", "c", "d"]
