print([1] is List<int>) #error: N0
