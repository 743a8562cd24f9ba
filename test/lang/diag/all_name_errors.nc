print(alpha1) #error: N0
print(beta2) #error: N0
print(gamma3) #error: N0
