import "hash"
print(hash.hmac("k" * 200, b"data", "sha512"))
#> 854e242c54ce5f31621a1f809881b3439c0a77fd594dc546b9b3a957cf6f7b5475a1302be9fde1ece18531982eaa2141907c8b2fbd8bec2e5b19b8312ace3f2b
