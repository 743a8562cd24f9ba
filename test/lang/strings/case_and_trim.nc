print("MiX".upper(), "MiX".lower(), "straße".upper()) #> MIX mix STRASSE
print("|" + "  x ".trim() + "|" + " x ".lstrip() + "|" + " x ".rstrip() + "|") #> |x|x | x|
print("xxaxx".strip("x"), "5".padStart(3, "0"), "5".padEnd(3, ".")) #> a 005 5..
