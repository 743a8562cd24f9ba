import "encoding"
try { encoding.hexDecode("6g") } catch (ValueError e) { print("ValueError") } #> ValueError
try { encoding.hexDecode("616") } catch (ValueError e) { print("ValueError") } #> ValueError
