import "re"
try { re.compile("(a") } catch (ValueError e) { print(e) } #> re: missing ): (a in the pattern "(a"
try { re.compile("*") } catch (ValueError e) { print(e) } #> re: no argument for repetition operator: * in the pattern "*"
