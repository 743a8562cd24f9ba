import "datetime"
print(datetime.DateTime(2024, 2, 9, 15, 4, 5, 6).format("%Y|%m|%d|%H|%I|%M|%S|%f|%p|%y|%j|%b|%B|%a|%A|%F|%T|%%")) #> 2024|02|09|15|03|04|05|000006|PM|24|040|Feb|February|Fri|Friday|2024-02-09|15:04:05|%
