import "io"
s = io.StringIO("grüße")
print(s.read(3), s.read(9), repr(s.read(1)), s.tell()) #> grü ße "" 5
