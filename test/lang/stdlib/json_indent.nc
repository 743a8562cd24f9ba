import "json"
print(json.stringify({"a": [1, {}], "b": []}, indent: 2))
#> {
#>   "a": [
#>     1,
#>     {}
#>   ],
#>   "b": []
#> }
