let found = null
for i in 0..5 {
    for j in 0..5 {
        if j == 3 { break }
        if i * j == 4 { found = (i, j) }
        if i == 1 { continue }
    }
    if found != null { break }
}
print(found) #> (2, 2)
