function record(i) {
  return {
    id: i,
    name: "user name " + i,
    email: "user" + i + "@example.com",
    score: i * 0.5,
    active: i % 2 === 0,
    tags: ["a", "bb", "ccc"],
    pos: { x: i, y: -i },
  };
}

const size = Number(process.argv[2] ?? 30000);
const made = [];
for (let i = 0; i < size; i++) made.push(record(i));
const text = JSON.stringify(made);
const records = JSON.parse(text);
let total = 0;
for (const r of records) total += r.id + r.pos.y + r.tags.length;
const again = JSON.stringify(records);
console.log(`${total} ${again === text}`);
