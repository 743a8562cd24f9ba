var f = () => 0
while true { let g = f; f = () => g() + 1 }
#memory
