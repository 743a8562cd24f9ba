try { throw { code: 5 } } catch (e) { print(e.message, typeOf(e)) } #> {"code": 5} Error
