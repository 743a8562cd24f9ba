print(b"\x00\xab".hex(), bytes.fromHex("00ab"), bytes([1, 2]) + b"\x03") #> 00ab b"\0\xab" b"\x01\x02\x03"
