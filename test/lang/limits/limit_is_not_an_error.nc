try { while true { } } catch (Error e) { print("wrong") } finally { print("finally") }
#> finally
#flags: --time-limit=200
#exit: 5
#stderr: time limit
