import "re"
print(re.subn("a", "b", "aXa"), re.subn("z", "b", "aXa")) #> ("bXb", 2) ("aXa", 0)
