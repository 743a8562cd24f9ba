import "http"
for text in ["example.org", "http://", "http://a b/", "http://h:99x/", ""] { try { http.Url(text) } catch (http.HttpError e) { print(e) } }
#> the URL "example.org" does not begin with http://
#> the URL "http://" is ill-formed
#> the URL "http://a b/" is ill-formed
#> the URL "http://h:99x/" is ill-formed
#> the URL "" does not begin with http://
