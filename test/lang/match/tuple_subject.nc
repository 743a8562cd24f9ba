x = match (3, "a") { (1, _) => "one", (n, s) when n > 2 => "${n}${s}", _ => "?" }
print(x) #> 3a
