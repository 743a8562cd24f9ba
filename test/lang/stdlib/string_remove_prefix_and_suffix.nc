print("unhappy".removePrefix("un"), "happy".removePrefix("un"), "file.txt".removeSuffix(".txt")) #> happy happy file
