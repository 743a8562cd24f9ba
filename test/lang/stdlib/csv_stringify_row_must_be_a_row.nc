import "csv"
try { csv.stringify(["abc"]) } catch (TypeError e) { print(e) } #> csv() expects a row of values, got string
try { csv.stringify([5]) } catch (TypeError e) { print("TypeError") } #> TypeError
