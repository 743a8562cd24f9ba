try { throw 42 } catch (e) { print(e.message, typeOf(e)) } #> 42 Error
try { raise ValueError } catch (ValueError e) { print("bare") } #> bare
