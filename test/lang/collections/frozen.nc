xs = [1].freeze()
try { xs.append(2) } catch (TypeError e) { print("frozen") } #> frozen
print({[xs]: "key"}[[1].freeze()]) #> key
