import "re"
print(re.findall("straße", "STRAßE straße", re.I)) #> ["STRAßE", "straße"]
