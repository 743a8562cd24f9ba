import "json"
n = 0
for text in ["01", "+1", "1.", ".5", "1e", "-", "0x1", "NaN"] { try { json.parse(text) } catch (ValueError e) { n += 1 } }
print(n) #> 8
