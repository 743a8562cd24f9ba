import "encoding"
print(encoding.base64Encode(b"\xfb\xff"), encoding.base64Encode(b"\xfb\xff", url: true)) #> +/8= -_8=
