import json
import sys


def record(i):
    return {
        "id": i,
        "name": "user name " + str(i),
        "email": "user" + str(i) + "@example.com",
        "score": i * 0.5,
        "active": i % 2 == 0,
        "tags": ["a", "bb", "ccc"],
        "pos": {"x": i, "y": -i},
    }


def main(size):
    text = json.dumps([record(i) for i in range(size)])
    records = json.loads(text)
    total = 0
    for r in records:
        total += r["id"] + r["pos"]["y"] + len(r["tags"])
    again = json.dumps(records)
    print(total, "true" if again == text else "false")


main(int(sys.argv[1]) if len(sys.argv) > 1 else 30000)
