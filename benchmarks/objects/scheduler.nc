// A scheduler of tasks that send packets to each other: linked queues, and one virtual call per packet.
// small size: 50
import { sizeOr, report } from "../answer"

const DATA = 4
const WINDOW = 8

class Packet {
    next: Packet? = null
    number: int
    data: List<int>

    constructor(number: int) {
        self.number = number
        self.data = [number + i for i in 0..DATA]
    }
}

class Mailbox {
    first: Packet? = null
    last: Packet? = null

    put(packet: Packet) {
        packet.next = null
        if (self.last == null) {
            self.first = packet
        } else {
            self.last.next = packet
        }
        self.last = packet
    }

    take(): Packet? {
        packet = self.first
        if (packet != null) {
            self.first = packet.next
            if (self.first == null) { self.last = null }
        }
        return packet
    }
}

class Task {
    next: Task? = null
    mail: Mailbox = Mailbox()
    handled: int = 0
    kernel: Kernel
    priority: int

    constructor(kernel: Kernel, priority: int) {
        self.kernel = kernel
        self.priority = priority
        kernel.add(self)
    }

    isReady(): bool { return self.mail.first != null }

    step() {
        self.handled += 1
        self.receive(self.mail.take())
    }

    abstract receive(packet: Packet): void
}

class Producer extends Task {
    left: int
    target: Task
    free: int = WINDOW
    made: int = 0

    constructor(kernel: Kernel, priority: int, count: int, target: Task) {
        super(kernel, priority)
        self.left = count
        self.target = target
    }

    isReady(): bool { return self.mail.first != null || self.free > 0 && self.left > 0 }

    // A packet that comes back is sent out again with a new number, as long as there is work.
    step() {
        self.handled += 1
        back = self.mail.take()
        if (back != null) { self.free += 1 }
        if (self.left == 0 || self.free == 0) { return }
        self.left -= 1
        self.free -= 1
        self.made += 1
        self.target.mail.put(Packet(self.made))
    }

    receive(packet: Packet): void {}
}

class Splitter extends Task {
    targets: List<Task>

    constructor(kernel: Kernel, priority: int, targets: List<Task>) {
        super(kernel, priority)
        self.targets = targets
    }

    receive(packet: Packet): void {
        self.targets[packet.number % self.targets.length].mail.put(packet)
    }
}

class Adder extends Task {
    amount: int
    target: Task

    constructor(kernel: Kernel, priority: int, amount: int, target: Task) {
        super(kernel, priority)
        self.amount = amount
        self.target = target
    }

    receive(packet: Packet): void {
        for i in 0..DATA { packet.data[i] += self.amount }
        self.target.mail.put(packet)
    }
}

class Mixer extends Task {
    target: Task
    state: int = 7

    constructor(kernel: Kernel, priority: int, target: Task) {
        super(kernel, priority)
        self.target = target
    }

    receive(packet: Packet): void {
        for i in 0..DATA {
            self.state = (self.state * 31 + packet.data[i]) % 65521
            packet.data[i] = self.state
        }
        self.target.mail.put(packet)
    }
}

class Collector extends Task {
    source: Task? = null
    sum: int = 0

    receive(packet: Packet): void {
        for value in packet.data { self.sum = (self.sum * 17 + value) % 1000003 }
        self.source.mail.put(packet)
    }
}

class Kernel {
    tasks: Task? = null
    switches: int = 0

    // The list is kept in order of priority, highest first.
    add(task: Task) {
        before = null
        at = self.tasks
        while (at != null && at.priority >= task.priority) {
            before = at
            at = at.next
        }
        task.next = at
        if (before == null) {
            self.tasks = task
        } else {
            before.next = task
        }
    }

    run() {
        at = self.tasks
        while (at != null) {
            if (at.isReady()) {
                at.step()
                self.switches += 1
                at = self.tasks
            } else {
                at = at.next
            }
        }
    }
}

function main() {
    size = sizeOr(120000)
    kernel = Kernel()
    collector = Collector(kernel, 40)
    adder = Adder(kernel, 20, 5, collector)
    mixer = Mixer(kernel, 30, collector)
    splitter = Splitter(kernel, 10, [adder, mixer, Adder(kernel, 25, 9, mixer)])
    producer = Producer(kernel, 15, size, splitter)
    collector.source = producer
    kernel.run()
    report(size, "${kernel.switches} ${mixer.handled} ${collector.handled} ${collector.sum}", {
        120000: "520008 80000 120000 327708",
        50: "225 34 50 73394",
    })
}
