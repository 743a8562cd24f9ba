import "strings"
print(strings.digits, strings.hexdigits, "A" in strings.ascii_letters, repr(strings.whitespace)) #> 0123456789 0123456789abcdefABCDEF true " \t\n\r\x0b\x0c"
