class Entry {
  previous = null;
  next = null;

  constructor(key, value) {
    this.key = key;
    this.value = value;
  }
}

class Cache {
  entries = new Map();
  // The list is a ring through this entry: the youngest follows it, the oldest precedes it.
  ring = new Entry(-1, "");
  hits = 0;
  misses = 0;
  dropped = 0;

  constructor(capacity) {
    this.capacity = capacity;
    this.ring.next = this.ring;
    this.ring.previous = this.ring;
  }

  unlink(entry) {
    entry.previous.next = entry.next;
    entry.next.previous = entry.previous;
  }

  linkFirst(entry) {
    entry.next = this.ring.next;
    entry.previous = this.ring;
    this.ring.next.previous = entry;
    this.ring.next = entry;
  }

  get(key) {
    const entry = this.entries.get(key);
    if (entry === undefined) {
      this.misses += 1;
      return undefined;
    }
    this.hits += 1;
    this.unlink(entry);
    this.linkFirst(entry);
    return entry.value;
  }

  put(key, value) {
    if (this.entries.size >= this.capacity) {
      const oldest = this.ring.previous;
      this.unlink(oldest);
      this.entries.delete(oldest.key);
      this.dropped += 1;
    }
    const entry = new Entry(key, value);
    this.entries.set(key, entry);
    this.linkFirst(entry);
  }
}

function main(size) {
  const cache = new Cache(200);
  let seed = 1;
  let letters = 0;
  for (let i = 0; i < size; i++) {
    seed = (seed * 25173 + 13849) % 65536;
    const key = (seed % 128) + (Math.floor(i / 64) % 16) * 8;
    let value = cache.get(key);
    if (value === undefined) {
      value = `value ${key}`;
      cache.put(key, value);
    }
    letters += value.length;
  }
  console.log(`${cache.hits} ${cache.misses} ${cache.dropped} ${letters}`);
}

main(Number(process.argv[2] ?? 800000));
