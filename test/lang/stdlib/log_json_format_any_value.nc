import "log"
print(log.jsonFormat(log.Record(1.5, 25, "", "m", {"f": 1..3}))) #> {"time":1.5,"level":"25","name":"","message":"m","f":"range(1, 3)"}
