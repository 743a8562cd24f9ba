@dataclass(eq: false) #error: N0508 option of @dataclass
class A { x: int }
@dataclass(frozen: true, order: false, slots: true)
class B { x: int }
