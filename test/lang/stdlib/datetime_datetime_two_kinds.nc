import "datetime"
a = datetime.DateTime(2024, 1, 1)
b = datetime.DateTime(2024, 1, 1, offset: 0)
print(a == b) #> false
try { a < b } catch (TypeError e) { print(e) } #> one of the times has an offset from UTC, the other has none
try { a - b } catch (TypeError e) { print("TypeError") } #> TypeError
