import re
re.compile("((((a{1,100}){1,100}){1,100}){1,100})")
#throws
