class Entry {
  constructor(name, body) {
    this.name = name;
    this.body = body;
    this.uses = 0;
  }
}

const size = Number(process.argv[2] ?? 600000);
const capacity = 50000;
const entries = new Map();
const order = new Array(capacity).fill("");
let seed = 42, hits = 0, made = 0;
for (let i = 0; i < size; i++) {
  seed = (seed * 16807) % 2147483647;
  const name = "key" + (Math.floor(seed / 16) % 100000);
  const entry = entries.get(name);
  if (entry === undefined) {
    const slot = made % capacity;
    if (order[slot] !== "") entries.delete(order[slot]);
    entries.set(name, new Entry(name, "body of " + name));
    order[slot] = name;
    made += 1;
  } else {
    entry.uses += 1;
    hits += 1;
  }
}
console.log(`${hits} ${made} ${entries.size}`);
