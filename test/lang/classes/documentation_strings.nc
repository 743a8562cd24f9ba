class A:
    """doc A"""
    x = 1
class B {
    "doc B"
    x = 1
}
struct S { "doc S"
    x: int }
enum E { "doc E"
    Red }
interface I { "doc I"
    function f() }
class N {}
print(A.__doc__, B.__doc__, S.__doc__, E.__doc__, I.__doc__, N.__doc__ == "") #> doc A doc B doc S doc E doc I true
print(A.x, S(1), E.Red) #> 1 S{x: 1} E.Red
