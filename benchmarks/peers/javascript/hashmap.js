function main(size) {
  const counts = new Map();
  let k = 0;
  for (let i = 0; i < size; i++) {
    k += 7919;
    if (k >= 200003) k -= 200003;
    const key = "key" + k;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  let hits = 0;
  k = 1;
  for (let i = 0; i < size; i++) {
    k += 7919;
    if (k >= 400009) k -= 400009;
    const found = counts.get("key" + k);
    if (found !== undefined) hits += found;
  }
  let total = 0;
  for (const n of counts.values()) total += n;
  console.log(`${counts.size} ${hits} ${total}`);
}

main(Number(process.argv[2] ?? 500000));
