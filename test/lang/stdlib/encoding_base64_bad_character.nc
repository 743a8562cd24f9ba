import "encoding"
try { encoding.base64Decode("YW!j") } catch (ValueError e) { print(e) } #> base64Decode(): the character at byte 2 does not belong there
try { encoding.base64Decode("YW-j") } catch (ValueError e) { print(e) } #> base64Decode(): the character at byte 2 does not belong there
