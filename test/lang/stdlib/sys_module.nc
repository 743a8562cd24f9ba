import { args, exit } from "sys"
print(args) #> ["one", "two words"]
exit(7)
#args: one "two words"
#exit: 7
