const size = Number(process.argv[2] ?? 1500000);
const ring = new Array(1000).fill("");
let letters = 0;
for (let i = 0; i < size; i++) {
  const text = "item " + i + ":" + ((i * 31) % 977);
  if (text.endsWith("5")) ring[i % 1000] = text.toUpperCase();
  letters += text.length;
}
let kept = 0;
for (const text of ring) kept += text.length;
console.log(`${letters} ${kept}`);
