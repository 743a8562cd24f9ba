import sys


def check(i):
    if i >= 0:
        raise Exception("boom")
    return i


def middle(i):
    return check(i) + 1


def outer(i):
    return middle(i) + 1


def main(size):
    caught = 0
    for i in range(size):
        try:
            caught += outer(i)
        except Exception as e:
            if e.args[0][0] == "b":
                caught += 1
    print(caught)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000000)
