import { count, islice } from "itertools"
print(list(islice(count(3, -1), 5))) #> [3, 2, 1, 0, -1]
