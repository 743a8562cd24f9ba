import "csv"
try { csv.parse('a\nb,"c\nd') } catch (ValueError e) { print(e) } #> csv: the quote opened in line 2 is not closed
