s = """line one
  "two" ${1 + 1}
"""
print(s, end: "") #> line one
#>   "two" 2
t = '''no ${x}'''
print(t) #> no ${x}
