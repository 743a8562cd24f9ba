import "re"
print(re.findall(r"\p{Greek}+", "ab γδ"), re.findall(r"\pL+", "é1ü")) #> ["γδ"] ["é", "ü"]
