print(r"raw\n${x}", b"by\x41\x00", r'it\'s'.length)
print("\t|\0|".length, "\\ \" \' \` \$", "\x41\u{1F600}\u0041\xe9")
print('plain ${x}', """multi "quoted" ${1 + 1}""", '''multi 'q' ${x}''', `tick
${1 + 2}`.lines())
#> raw\n${x} b"byA\0" 5
#> 4 \ " ' ` $ A😀Aé
#> plain ${x} multi "quoted" 2 multi 'q' ${x} ["tick", "3"]
