const DATA = 4;
const WINDOW = 8;

class Packet {
  next = null;

  constructor(number) {
    this.number = number;
    this.data = [];
    for (let i = 0; i < DATA; i++) this.data.push(number + i);
  }
}

class Mailbox {
  first = null;
  last = null;

  put(packet) {
    packet.next = null;
    if (this.last === null) {
      this.first = packet;
    } else {
      this.last.next = packet;
    }
    this.last = packet;
  }

  take() {
    const packet = this.first;
    if (packet !== null) {
      this.first = packet.next;
      if (this.first === null) this.last = null;
    }
    return packet;
  }
}

class Task {
  next = null;
  mail = new Mailbox();
  handled = 0;

  constructor(kernel, priority) {
    this.kernel = kernel;
    this.priority = priority;
    kernel.add(this);
  }

  isReady() {
    return this.mail.first !== null;
  }

  step() {
    this.handled += 1;
    this.receive(this.mail.take());
  }
}

class Producer extends Task {
  free = WINDOW;
  made = 0;

  constructor(kernel, priority, count, target) {
    super(kernel, priority);
    this.left = count;
    this.target = target;
  }

  isReady() {
    return this.mail.first !== null || (this.free > 0 && this.left > 0);
  }

  // A packet that comes back is sent out again with a new number, as long as there is work.
  step() {
    this.handled += 1;
    const back = this.mail.take();
    if (back !== null) this.free += 1;
    if (this.left === 0 || this.free === 0) return;
    this.left -= 1;
    this.free -= 1;
    this.made += 1;
    this.target.mail.put(new Packet(this.made));
  }
}

class Splitter extends Task {
  constructor(kernel, priority, targets) {
    super(kernel, priority);
    this.targets = targets;
  }

  receive(packet) {
    this.targets[packet.number % this.targets.length].mail.put(packet);
  }
}

class Adder extends Task {
  constructor(kernel, priority, amount, target) {
    super(kernel, priority);
    this.amount = amount;
    this.target = target;
  }

  receive(packet) {
    for (let i = 0; i < DATA; i++) packet.data[i] += this.amount;
    this.target.mail.put(packet);
  }
}

class Mixer extends Task {
  state = 7;

  constructor(kernel, priority, target) {
    super(kernel, priority);
    this.target = target;
  }

  receive(packet) {
    for (let i = 0; i < DATA; i++) {
      this.state = (this.state * 31 + packet.data[i]) % 65521;
      packet.data[i] = this.state;
    }
    this.target.mail.put(packet);
  }
}

class Collector extends Task {
  source = null;
  sum = 0;

  receive(packet) {
    for (const value of packet.data) this.sum = (this.sum * 17 + value) % 1000003;
    this.source.mail.put(packet);
  }
}

class Kernel {
  tasks = null;
  switches = 0;

  // The list is kept in order of priority, highest first.
  add(task) {
    let before = null;
    let at = this.tasks;
    while (at !== null && at.priority >= task.priority) {
      before = at;
      at = at.next;
    }
    task.next = at;
    if (before === null) {
      this.tasks = task;
    } else {
      before.next = task;
    }
  }

  run() {
    let at = this.tasks;
    while (at !== null) {
      if (at.isReady()) {
        at.step();
        this.switches += 1;
        at = this.tasks;
      } else {
        at = at.next;
      }
    }
  }
}

function main(size) {
  const kernel = new Kernel();
  const collector = new Collector(kernel, 40);
  const adder = new Adder(kernel, 20, 5, collector);
  const mixer = new Mixer(kernel, 30, collector);
  const splitter = new Splitter(kernel, 10, [adder, mixer, new Adder(kernel, 25, 9, mixer)]);
  collector.source = new Producer(kernel, 15, size, splitter);
  kernel.run();
  console.log(`${kernel.switches} ${mixer.handled} ${collector.handled} ${collector.sum}`);
}

main(Number(process.argv[2] ?? 120000));
