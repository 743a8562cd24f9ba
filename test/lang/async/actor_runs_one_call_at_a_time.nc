actor Account {
    constructor() { self.balance = 0; self.log = [] }
    async deposit(n, wait) { self.log.append("in ${n}"); let old = self.balance
        await sleep(wait)
        self.balance = old + n
        self.log.append("out ${n}")
        return self.balance }
}
acc = Account()
print(await parallel([acc.deposit(1, 10), acc.deposit(2, 1), acc.deposit(3, 5)])) #> [1, 3, 6]
print(acc.log, acc.balance) #> ["in 1", "out 1", "in 2", "out 2", "in 3", "out 3"] 6
