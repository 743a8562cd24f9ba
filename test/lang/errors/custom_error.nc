error NotFound extends Error { path: string, code: int = 404 }
try { throw NotFound("missing", "/x") } catch (NotFound e) { print(e.message, e.path, e.code, e) } #> missing /x 404 missing
class Mine extends ValueError { constructor(n) { super("mine " + n); self.n = n } }
try { throw Mine(3) } catch (ValueError e) { print(e.message, e.n, e is Mine) } #> mine 3 3 true
