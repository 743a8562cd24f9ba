# Layout style: loops, errors, with, floor division.
class Door:
    def enter(self): return self
    def exit(self, error): print("closed", error)
def work(xs):
    total = 0
    for i, x in enumerate(xs):
        if x == 0:
            continue
        elif x > 100:
            break
        total += x // 2
    else:
        total = -total
    return total
try:
    with Door() as door:
        print(work([1, 2, 0, 9]), work([500]))
        raise ValueError("late")
except (ValueError, KeyError) as e:
    print(e)
finally:
    print("end")
