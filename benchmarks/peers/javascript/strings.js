function main(size) {
  const items = [];
  for (let i = 0; i < size; i++) items.push("item" + i + ",");
  const text = items.join("");
  const parts = text.split(",");
  let starting = 0;
  let letters = 0;
  for (const part of parts) {
    if (part.startsWith("item1")) starting++;
    letters += part.length;
  }
  const joined = parts.join("; ");
  console.log(`${text.length} ${parts.length} ${starting} ${letters} ${joined.length}`);
}

main(Number(process.argv[2] ?? 600000));
