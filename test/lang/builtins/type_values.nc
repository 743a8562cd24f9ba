print(type(1) == int, type("s").name, int, [int, str].map(t => t.name)) #> true string <class int> ["int", "string"]
