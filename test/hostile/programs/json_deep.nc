import json
json.parse("[" * 1000000 + "]" * 1000000)
#memory throws time
