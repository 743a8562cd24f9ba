// Simulation of a shop with an event queue: a binary heap of event objects, one class for each kind of event.
// small size: 20
import { sizeOr, report } from "../answer"

class Event {
    time: int
    number: int

    constructor(time: int, number: int) {
        self.time = time
        self.number = number
    }

    comesBefore(other: Event): bool {
        return self.time < other.time || self.time == other.time && self.number < other.number
    }

    abstract happen(shop: Shop): void
}

class Arrival extends Event {
    happen(shop: Shop): void { shop.arrive(self.time) }
}

class Departure extends Event {
    arrived: int

    constructor(time: int, number: int, arrived: int) {
        super(time, number)
        self.arrived = arrived
    }

    happen(shop: Shop): void { shop.depart(self.time, self.arrived) }
}

class EventQueue {
    items: List<Event> = []

    isEmpty(): bool { return self.items.length == 0 }

    push(event: Event) {
        items = self.items
        at = items.length
        items.append(event)
        while (at > 0) {
            parent = (at - 1) ~/ 2
            if (!event.comesBefore(items[parent])) { break }
            items[at] = items[parent]
            at = parent
        }
        items[at] = event
    }

    pop(): Event {
        items = self.items
        first = items[0]
        last = items.pop()
        length = items.length
        if (length == 0) { return first }
        at = 0
        while (true) {
            child = 2 * at + 1
            if (child >= length) { break }
            if (child + 1 < length && items[child + 1].comesBefore(items[child])) { child += 1 }
            if (!items[child].comesBefore(last)) { break }
            items[at] = items[child]
            at = child
        }
        items[at] = last
        return first
    }
}

class Shop {
    queue: EventQueue = EventQueue()
    clerks: int
    waiting: List<int> = []
    firstWaiting: int = 0
    toCome: int
    served: int = 0
    waited: int = 0
    numbers: int = 0
    seed: int = 99

    constructor(clerks: int, customers: int) {
        self.clerks = clerks
        self.toCome = customers
    }

    random(limit: int): int {
        self.seed = (self.seed * 25173 + 13849) % 65536
        return self.seed % limit
    }

    number(): int {
        self.numbers += 1
        return self.numbers
    }

    arrive(time: int) {
        if (self.clerks > 0) {
            self.clerks -= 1
            self.serve(time, time)
        } else {
            self.waiting.append(time)
        }
        if (self.toCome > 0) {
            self.toCome -= 1
            self.queue.push(Arrival(time + self.random(40), self.number()))
        }
    }

    serve(time: int, arrived: int) {
        self.waited += time - arrived
        self.queue.push(Departure(time + 20 + self.random(900), self.number(), arrived))
    }

    depart(time: int, arrived: int) {
        self.served += 1
        if (self.firstWaiting < self.waiting.length) {
            self.firstWaiting += 1
            self.serve(time, self.waiting[self.firstWaiting - 1])
        } else {
            self.clerks += 1
        }
    }

    run(): int {
        time = 0
        self.queue.push(Arrival(0, self.number()))
        while (!self.queue.isEmpty()) {
            event = self.queue.pop()
            time = event.time
            event.happen(self)
        }
        return time
    }
}

function main() {
    size = sizeOr(100000)
    shop = Shop(24, size)
    time = shop.run()
    report(size, "${shop.served} ${time} ${shop.waited}", {
        100000: "100001 1956911 552305443",
        20: "21 983 0",
    })
}
