import "encoding"
print(encoding.urlDecode("100%"), encoding.urlDecode("%zz%4"), encoding.urlDecode("%E2%82%AC"), encoding.urlDecode("%ff")) #> 100% %zz%4 € �
