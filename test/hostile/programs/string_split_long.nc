let text = "a," * 2000000
while true { text.split(",") }
#time memory
