import { wrappingAdd, wrappingSub, wrappingMul } from "math"
print(wrappingAdd(9223372036854775807, 1)) #> -9223372036854775808
print(wrappingSub(-9223372036854775808, 1)) #> 9223372036854775807
print(wrappingMul(4611686018427387904, 4)) #> 0
