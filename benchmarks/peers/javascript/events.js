class Event {
  constructor(time, number) {
    this.time = time;
    this.number = number;
  }

  comesBefore(other) {
    return this.time < other.time || (this.time === other.time && this.number < other.number);
  }
}

class Arrival extends Event {
  happen(shop) {
    shop.arrive(this.time);
  }
}

class Departure extends Event {
  constructor(time, number, arrived) {
    super(time, number);
    this.arrived = arrived;
  }

  happen(shop) {
    shop.depart(this.time, this.arrived);
  }
}

class EventQueue {
  items = [];

  isEmpty() {
    return this.items.length === 0;
  }

  push(event) {
    const items = this.items;
    let at = items.length;
    items.push(event);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!event.comesBefore(items[parent])) break;
      items[at] = items[parent];
      at = parent;
    }
    items[at] = event;
  }

  pop() {
    const items = this.items;
    const first = items[0];
    const last = items.pop();
    const length = items.length;
    if (length === 0) return first;
    let at = 0;
    while (true) {
      let child = 2 * at + 1;
      if (child >= length) break;
      if (child + 1 < length && items[child + 1].comesBefore(items[child])) child++;
      if (!items[child].comesBefore(last)) break;
      items[at] = items[child];
      at = child;
    }
    items[at] = last;
    return first;
  }
}

class Shop {
  queue = new EventQueue();
  waiting = [];
  firstWaiting = 0;
  served = 0;
  waited = 0;
  numbers = 0;
  seed = 99;

  constructor(clerks, customers) {
    this.clerks = clerks;
    this.toCome = customers;
  }

  random(limit) {
    this.seed = (this.seed * 25173 + 13849) % 65536;
    return this.seed % limit;
  }

  number() {
    this.numbers += 1;
    return this.numbers;
  }

  arrive(time) {
    if (this.clerks > 0) {
      this.clerks -= 1;
      this.serve(time, time);
    } else {
      this.waiting.push(time);
    }
    if (this.toCome > 0) {
      this.toCome -= 1;
      this.queue.push(new Arrival(time + this.random(40), this.number()));
    }
  }

  serve(time, arrived) {
    this.waited += time - arrived;
    this.queue.push(new Departure(time + 20 + this.random(900), this.number(), arrived));
  }

  depart(time, arrived) {
    this.served += 1;
    if (this.firstWaiting < this.waiting.length) {
      this.firstWaiting += 1;
      this.serve(time, this.waiting[this.firstWaiting - 1]);
    } else {
      this.clerks += 1;
    }
  }

  run() {
    let time = 0;
    this.queue.push(new Arrival(0, this.number()));
    while (!this.queue.isEmpty()) {
      const event = this.queue.pop();
      time = event.time;
      event.happen(this);
    }
    return time;
  }
}

function main(size) {
  const shop = new Shop(24, size);
  const time = shop.run();
  console.log(`${shop.served} ${time} ${shop.waited}`);
}

main(Number(process.argv[2] ?? 100000));
