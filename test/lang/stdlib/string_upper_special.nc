print("straße".upper(), "ǅ".lower(), "İ".lower().length) #> STRASSE ǆ 2
