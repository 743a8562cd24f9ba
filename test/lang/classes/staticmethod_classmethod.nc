class A:
    kind = "a"
    @staticmethod
    def twice(n): return n * 2
    @classmethod
    def name(cls): return cls.kind
class B(A):
    kind = "b"
print(A.twice(4), A.name(), B.name(), A().twice(1)) #> 8 a b 2
