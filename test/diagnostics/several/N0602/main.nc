import { aera } from "./shapes"
print(aera(1, 2))
