import "process"
print(process.split("  a  'b c'd \"e \\\" f\" '' \\ x")) #> ["a", "b cd", "e \" f", "", " x"]
try { process.split("a 'b") } catch (ValueError e) { print(e) } #> split(): a quote at the end of "a 'b" is not finished
try { process.split("a\\") } catch (ValueError e) { print(e) } #> split(): a backslash at the end of "a\\" is not finished
