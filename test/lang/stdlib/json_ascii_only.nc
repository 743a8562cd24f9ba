import "json"
print(json.dumps("é😀", ensure_ascii: true), json.dumps("é", ensure_ascii: false)) #> "\u00e9\ud83d\ude00" "é"
