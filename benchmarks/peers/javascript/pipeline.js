function* numbers(limit) {
  for (let i = 0; i < limit; i++) yield i;
}

function* mapped(source, f) {
  for (const x of source) yield f(x);
}

function* filtered(source, accepts) {
  for (const x of source) {
    if (accepts(x)) yield x;
  }
}

function* pairs(source) {
  let previous = null;
  for (const x of source) {
    if (previous !== null) yield previous * 3 + x;
    previous = x;
  }
}

function scrambler(seed) {
  let state = seed;
  return (x) => {
    state = (state * 31 + x) % 65521;
    return state;
  };
}

function counter() {
  let count = 0;
  return { add: () => { count++; }, value: () => count };
}

function main(size) {
  const odd = counter();
  const note = (x) => {
    if (x % 2 === 1) {
      odd.add();
      return true;
    }
    return x % 3 === 0;
  };
  const stages = pairs(filtered(mapped(mapped(numbers(size), scrambler(17)), scrambler(5)), note));
  let checksum = 0;
  let length = 0;
  for (const x of stages) {
    checksum = (checksum + x) % 1000003;
    length++;
  }
  console.log(`${length} ${odd.value()} ${checksum}`);
}

main(Number(process.argv[2] ?? 600000));
