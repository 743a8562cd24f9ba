import "json"
print(json.parse("[0, -1, 1.5, 1e3, -2E-2]")) #> [0, -1, 1.5, 1000.0, -0.02]
