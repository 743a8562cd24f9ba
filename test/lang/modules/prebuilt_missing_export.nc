// What a compiled or builtin module does not export is found before the program runs.
import { sqtr } from "math" #error: N0602
from collections import Deqeu #error: N0602
