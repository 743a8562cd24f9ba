actor Account {
    balance = 0
    async function deposit(n) {
        let before = self.balance
        await sleep(1)
        self.balance = before + n
        return self.balance
    }
}
a = Account()
print(await parallel([a.deposit(1), a.deposit(2), a.deposit(3)]), a.balance) #> [1, 3, 6] 6
