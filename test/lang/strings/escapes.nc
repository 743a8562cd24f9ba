print("tab:\t| nl:\\n | q:\" \' \x41 \u0042 \u{1F600}") #> tab:	| nl:\n | q:" ' A B 😀
print('single ${x}', "dollar \${x}") #> single ${x} dollar ${x}
print(r"raw \n", "a" "b") #> raw \n ab
