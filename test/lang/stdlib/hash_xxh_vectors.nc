import "hash"
print(hash.xxh32("abc"), hash.xxh64("abc"), hash.xxh3("")) #> 852579327 4952883123889572249 3244421341483603138
