import "io"
s = io.StringIO("a")
with s { print(s.read()) } #> a
print(s.closed) #> true
try { s.read() } catch (ValueError e) { print(e) } #> read(): the stream is closed
try { s.write("x") } catch (ValueError e) { print(e) } #> write(): the stream is closed
