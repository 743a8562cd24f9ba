enum Http { Ok = 200, NotFound = 404 }
print(Http.Ok.value, Http.NotFound, Http.NotFound.value) #> 200 Http.NotFound 404
