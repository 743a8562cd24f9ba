import "csv"
import "io"
try { csv.Writer(io.StringIO(), "") } catch (ValueError e) { print(e) } #> csv(): 'delimiter' must be one ASCII character
