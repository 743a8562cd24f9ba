import "hash"
try { hash.md5(5) } catch (TypeError e) { print(e) } #> digest() expects bytes or a string for 'data', got int
try { hash.crc32([1]) } catch (TypeError e) { print(e) } #> crc32() expects bytes or a string for 'data', got List
