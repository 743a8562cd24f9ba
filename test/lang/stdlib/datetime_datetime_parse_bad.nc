import "datetime"
for text in ["", "2024", "2024-1-2", "2024-01-02T25:00", "2024-01-02x"] { try { datetime.parse(text) } catch (ValueError e) { print(e) } }
#> DateTime.parse() expects a time by ISO 8601, got ""
#> DateTime.parse() expects a time by ISO 8601, got "2024"
#> DateTime.parse() expects a time by ISO 8601, got "2024-1-2"
#> hour must be 0 to 23, not 25
#> DateTime.parse() expects a time by ISO 8601, got "2024-01-02x"
