class Record {
  constructor(id, name, values) {
    this.id = id;
    this.name = name;
    this.values = values;
  }
}
const makeRecord = (key, round) => new Record(key, `record ${key}.${round}`, [key, round, key + round]);

const size = Number(process.argv[2] ?? 700000);
const records = new Map();
for (let key = 0; key < size; key++) records.set(key, makeRecord(key, 0));
let seed = 1;
for (let round = 1; round <= 2 * size; round++) {
  seed = (seed * 16807) % 2147483647;
  const key = Math.floor(seed / 8) % size;
  records.set(key, makeRecord(key, round % 100));
}
let sum = 0, letters = 0;
for (let key = 0; key < size; key++) {
  const record = records.get(key);
  sum += record.values[1] + record.values[2] - record.id;
  letters += record.name.length;
}
console.log(`${sum} ${letters}`);
