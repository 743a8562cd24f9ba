import "hash"
print(hash.hmac("k" * 200, b"data", "sha256"))
#> 0163658d479ec73f2b801df07141db1426aaae2c6b5e8e6d9e6789f92f5e2b4f
