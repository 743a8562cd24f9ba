# A class may have an ordinary get(key, default) beside the one for indexes.
class Box {
    get(key, fallback = "none") { return "get ${key} ${fallback}" }
    __getitem__(key) { return "item ${key}" }
}
class Plain extends Box {
    get(key) { return "plain ${key}" }
}
print(Box()[1], Box().get(1)) #> item 1 get 1 none
print(Plain()[1]) #> plain 1
