function f()
{
    return 1
}
if (f() == 1)
{
    print("one") #> one
}
else
{
    print("other")
}
