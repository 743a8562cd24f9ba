import "collections"
try { collections.Deque([], -1) } catch (ValueError e) { print(e) } #> Deque: 'maxlen' must be an int of at least 0, not -1
