import "encoding"
try { encoding.base64Encode(7) } catch (TypeError e) { print(e) } #> base64Encode() expects bytes or a string for 'data', got int
