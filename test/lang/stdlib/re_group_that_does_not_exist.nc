import "re"
m = re.search("(a)", "a")
try { m.group(2) } catch (IndexError e) { print(e) } #> the pattern has no group 2
try { m.group("k") } catch (IndexError e) { print(e) } #> the pattern has no group "k"
try { m.start(-1) } catch (IndexError e) { print(e) } #> the pattern has no group -1
