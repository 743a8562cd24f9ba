import json
json.parse("{\"a\":" * 1000000)
#memory throws time
