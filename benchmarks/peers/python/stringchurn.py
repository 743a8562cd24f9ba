import sys

size = int(sys.argv[1]) if len(sys.argv) > 1 else 1500000
ring = [""] * 1000
letters = 0
for i in range(size):
    text = "item " + str(i) + ":" + str(i * 31 % 977)
    if text.endswith("5"):
        ring[i % 1000] = text.upper()
    letters += len(text)
print(letters, sum(len(text) for text in ring))
