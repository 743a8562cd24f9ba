import "hash"
print(hash.hmac("k" * 200, b"data", "blake2b"))
#> e05073b5bf098057caef5b86284f1664f350d4728b63d0d466242cbbceaf7bf76375def072d35f00d667e857018fc7bdedd84b59805f637fbb21b226f05afd5c
