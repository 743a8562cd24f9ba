import "re"
try { re.sub("a", r"\q", "a") } catch (ValueError e) { print(e) } #> sub(): \q means nothing in a template
try { re.sub("a", r"\1", "a") } catch (ValueError e) { print(e) } #> sub(): the pattern has no group 1
try { re.sub("a", r"\g<x>", "a") } catch (ValueError e) { print(e) } #> sub(): the pattern has no group x
try { re.sub("a", r"\g", "a") } catch (ValueError e) { print(e) } #> sub(): \g is followed by <a group's name or number>
try { re.sub("a", "b\\", "a") } catch (ValueError e) { print(e) } #> sub(): a template cannot end in a single backslash
