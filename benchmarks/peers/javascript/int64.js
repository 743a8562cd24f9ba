// The only integers of JavaScript with 64 bits are those of BigInt.
const PRIME = 1099511628211n;

function main(size) {
  let h = 0xcbf29ce484222325n;
  for (let i = 0; i < size; i++) {
    h ^= BigInt(i & 255);
    h = BigInt.asUintN(64, h * PRIME);
    h ^= h >> 29n;
  }
  console.log(BigInt.asIntN(64, h).toString());
}

main(Number(process.argv[2] ?? 10000000));
