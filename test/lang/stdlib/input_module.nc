name = input("name? ")
print("hi", name) #> name? hi Ann
#stdin: Ann\n
