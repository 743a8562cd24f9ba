import "re"
p = re.compile(r"""
    (\d+)    # whole part
    [ .]     # a blank counts in a class
    \ (\d)   # and after a backslash
""", re.VERBOSE)
print(p.search("12. 5").groups()) #> ("12", "5")
