import { area } from "./shapes"
export const unit = 2
print(area())
