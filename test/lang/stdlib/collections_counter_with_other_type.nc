import "collections"
try { collections.Counter("a") + 1 } catch (TypeError e) { print(e) } #> a Counter combines with a Counter, not with int
try { collections.Counter({"a": "b"}) } catch (TypeError e) { print(e) } #> Counter: a count is a number, not string
