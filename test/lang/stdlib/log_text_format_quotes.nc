import "log"
print(log.textFormat(log.Record(86400.0, log.WARNING, "n", "msg", {"a": "one", "b": "two words", "c": [1]}))) #> 1970-01-02T00:00:00Z WARNING n: msg a=one b="two words" c=[1]
