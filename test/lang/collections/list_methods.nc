xs = [3, 1, 2]
xs.append(4)
xs.push(5)
xs.extend([6])
xs.insert(0, 0)
print(xs) #> [0, 3, 1, 2, 4, 5, 6]
print(xs.pop(), xs.pop(0), xs.remove(0), xs) #> 6 0 3 [1, 2, 4, 5]
print(xs.removeValue(4), xs, xs.indexOf(5), xs.indexOf(9), xs.count(1), xs.contains(2)) #> true [1, 2, 5] 2 -1 1 true
print(xs.first(), xs.last(), xs.isEmpty(), xs.length, xs.reversed(), xs.copy() == xs) #> 1 5 false 3 [5, 2, 1] true
xs.clear()
print(xs, xs.isEmpty()) #> [] true
