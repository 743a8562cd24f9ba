import os
print(os.path.join("a", "b"), os.path.exists("/definitely/not/here"), typeOf(os.getcwd())) #> a/b false string
