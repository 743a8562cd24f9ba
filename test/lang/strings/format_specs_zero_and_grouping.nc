print(f"{-5:>09}|{-5:09}|{-5:*>9}|{2.5:=09}|{255:<08,}|{1:^011d}|{0.5:<04}")
print("%010.5o" % 232968, "%012.5i|%-8.3d|%+.3d" % (1234567, 5, 7))
print(f"{1234567:,} {1234567:_} {65535:_x} {255:#06x} {5:c}" == "1,234,567 1_234_567 ffff 0x00ff \x05")
for spec in [",x", ",o", ".2d"] { try { format(255, spec) } catch (ValueError e) { print(e) } }
#> 0000000-5|-00000005|*******-5|0000002.5|25500000|00000100000|0.50
#> 0000707010 000001234567|005     |+007
#> true
#> cannot use ',' with 'x'; use '_'
#> cannot use ',' with 'o'; use '_'
#> precision is not allowed in an integer format
