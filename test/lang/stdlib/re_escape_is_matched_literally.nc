import "re"
text = "a.b*[c]+(d)|{e}^$ \\"
print(re.fullmatch(re.escape(text), text) != null) #> true
