import "encoding"
text = "<a b='c' d=\"e\"> & ü"
print(encoding.htmlEscape(text)) #> &lt;a b=&#39;c&#39; d=&quot;e&quot;&gt; &amp; ü
print(encoding.htmlUnescape(encoding.htmlEscape(text)) == text) #> true
