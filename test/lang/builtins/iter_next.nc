it = iter([1, 2])
print(next(it), next(it), next(it, "done")) #> 1 2 done
try { next(it) } catch (StopIteration e) { print("stop") } #> stop
