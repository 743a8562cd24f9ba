class C { }
print(typeOf(1), typeOf(1.0), typeOf("s"), typeOf(true), typeOf(null), typeOf([]), typeOf({}), typeOf(Set()), typeOf((1,)), typeOf(print), typeOf(C()), typeOf(x => x))
#> int float string bool null List Map Set Tuple Function C Function
