print("a".center(5, "*"), "7".zfill(3), "-7".zfill(4), "ab".padStart(4, "."), "ab".padEnd(4, ".")) #> **a** 007 -007 ..ab ab..
