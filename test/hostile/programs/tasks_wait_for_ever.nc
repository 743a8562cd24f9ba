await sleep(1000000000)
#time
