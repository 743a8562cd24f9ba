import "encoding"
print(encoding.htmlUnescape("&#65;&#x42;&#X43;&#xD800;&#0;&#12345678901;&#x;&")) #> ABC��&#12345678901;&#x;&
