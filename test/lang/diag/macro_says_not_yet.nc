foreign function puts(s: string): int #error: N0508 not supported yet
