import "process"
try { process.spawn(["true"], stdout: "file") } catch (ValueError e) { print(e) } #> 'stdout' is inherit, pipe or null, not "file"
try { process.spawn(["true"], stdout: "merge") } catch (ValueError e) { print(e) } #> 'stdout' is inherit, pipe or null, not "merge"
