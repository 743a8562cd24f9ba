import "io"
s = io.StringIO("abc")
try { s.seek(-1) } catch (ValueError e) { print(e) } #> seek(): the place is before the start
try { s.seek(0, 3) } catch (ValueError e) { print(e) } #> seek(): 'whence' must be 0 (start), 1 (current) or 2 (end)
