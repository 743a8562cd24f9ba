// A star import of a builtin module gives its names; builtins stay builtins.
from collections import *
from math import *
print(pi > 3, Deque([1]), sqrt(16.0), max(1, 2)) #> true Deque([1]) 4.0 2
