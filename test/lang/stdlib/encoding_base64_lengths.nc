import "encoding"
print([encoding.base64Encode("abcdef"[:n]) for n in 0..5]) #> ["", "YQ==", "YWI=", "YWJj", "YWJjZA=="]
