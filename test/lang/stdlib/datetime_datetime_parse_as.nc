import "datetime"
print(datetime.DateTime.parseAs("9 Feb 2024 3:04 pm", "%d %b %Y %I:%M %p"), datetime.DateTime.strptime("31/12/68", "%d/%m/%y"), datetime.DateTime.parseAs("2024-060", "%Y-%j")) #> 2024-02-09T15:04:00 2068-12-31T00:00:00 2024-02-29T00:00:00
