function box(w, h = w, d = w * h) { return (w, h, d) }
print(box(2), box(2, 3), box(2, d: 1)) #> (2, 2, 4) (2, 3, 6) (2, 2, 1)
