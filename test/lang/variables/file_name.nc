print(__file__.endsWith("file_name.nc") or __file__.endsWith("file_name.nbc")) #> true
