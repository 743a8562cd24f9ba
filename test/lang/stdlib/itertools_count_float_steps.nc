import { count, islice } from "itertools"
print(list(islice(count(0.5, 0.25), 4))) #> [0.5, 0.75, 1.0, 1.25]
