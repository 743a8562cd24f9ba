import "csv"
try { csv.parse("a", "ab") } catch (ValueError e) { print(e) } #> csv(): 'delimiter' must be one ASCII character
try { csv.parse("a", "ü") } catch (ValueError e) { print(e) } #> csv(): 'delimiter' must be one ASCII character
try { csv.parse("a", "'", "'") } catch (ValueError e) { print(e) } #> csv(): 'delimiter' and 'quote' must differ
