import "io"
target = io.BytesIO()
print(io.copy(io.BytesIO(bytes([7 for _ in 0..1000])), target, 64), target.value.length) #> 1000 1000
try { io.copy(target, target, 0) } catch (ValueError e) { print(e) } #> copy(): 'size' must be at least 1, not 0
