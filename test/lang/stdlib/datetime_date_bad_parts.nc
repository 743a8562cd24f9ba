import "datetime"
try { datetime.Date(2023, 2, 29) } catch (ValueError e) { print(e) } #> day must be 1 to 28, not 29
try { datetime.Date(2023, 13, 1) } catch (ValueError e) { print(e) } #> month must be 1 to 12, not 13
try { datetime.Date(0, 1, 1) } catch (ValueError e) { print(e) } #> year must be 1 to 9999, not 0
