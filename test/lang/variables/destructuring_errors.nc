try { [a, b] = [1]; print(a) } catch (ValueError e) { print("ValueError") } #> ValueError
try { [a, b] = 5; print(a) } catch (TypeError e) { print("TypeError") } #> TypeError
_, _, c = 1, 2, 3
print(c) #> 3
