import "encoding"
try { encoding.base64Decode("Y") } catch (ValueError e) { print(e) } #> base64Decode(): the text ends too early: 1 digits, 0 of padding
try { encoding.base64Decode("YWI==") } catch (ValueError e) { print(e) } #> base64Decode(): the text ends too early: 3 digits, 2 of padding
try { encoding.base64Decode("YW=I") } catch (ValueError e) { print(e) } #> base64Decode(): the character at byte 3 does not belong there
