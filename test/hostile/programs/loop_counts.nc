// A counting loop in a function: compiled code.
function count() { var i = 0; while true { i = (i + 1) % 1000003 } }
count()
#time
