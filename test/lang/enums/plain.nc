enum Color { Red, Green, Blue }
print(Color.Red, Color.Green.name, Color.Blue.value, Color.Red == Color.Red, Color.Red == Color.Green) #> Color.Red Green 2 true false
print({Color.Red: 1}[Color.Red], typeOf(Color.Red), Color.Red is Color) #> 1 Color true
