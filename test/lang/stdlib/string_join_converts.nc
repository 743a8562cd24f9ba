print(",".join([1, "a", null]), "-".join("abc"), ",".join([])) #> 1,a,null a-b-c 
