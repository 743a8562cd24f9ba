import "encoding"
print(encoding.hexEncode("az"), encoding.unhexlify("617A")) #> 617a b"az"
