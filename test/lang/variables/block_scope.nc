let x = 1
{
    let x = 2
    { let x = 3; print(x) } #> 3
    print(x) #> 2
}
print(x) #> 1
if true { let y = 9; print(y) } #> 9
