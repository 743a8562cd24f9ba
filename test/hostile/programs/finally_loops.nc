try { while true { } } finally { while true { } }
#time
