interface Named { name(): string }
class P implements Named { } #error: N0
P()
