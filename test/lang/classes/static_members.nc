class Counter {
    static total: int = 0
    static function bump() { Counter.total += 1; return Counter.total }
    constructor() { Counter.total += 1 }
}
Counter()
print(Counter.bump(), Counter.total) #> 2 2
Counter.total = 10
print(Counter.total) #> 10
