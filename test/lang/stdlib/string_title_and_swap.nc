print("hello world".title(), "Hello".swapCase(), "éa".capitalize()) #> Hello World hELLO Éa
