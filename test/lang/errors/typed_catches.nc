function kind(f) {
    try { f() }
    catch (KeyError | IndexError e) { return "lookup" }
    catch (e: ValueError) { return "value " + e.message }
    catch (TypeError) { return "type" }
    catch e { return "other " + typeOf(e) }
}
print(kind(() => ({})["a"]), kind(() => [][0]), kind(() => int("x")) != null) #> lookup lookup true
print(kind(() => 1 + null), kind(() => 1 / 0)) #> type other ZeroDivisionError
