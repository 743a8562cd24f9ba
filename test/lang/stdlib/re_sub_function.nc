import "re"
print(re.sub("[a-z]+", m => m.group().upper(), "ab 1 cd")) #> AB 1 CD
