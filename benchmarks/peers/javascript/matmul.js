function main(n) {
  const a = [];
  const b = [];
  for (let i = 0; i < n; i++) {
    const rowA = [];
    const rowB = [];
    for (let j = 0; j < n; j++) {
      rowA.push(i - j * 0.5);
      rowB.push(i * 0.25 + j);
    }
    a.push(rowA);
    b.push(rowB);
  }
  const c = [];
  for (let i = 0; i < n; i++) {
    const row = [];
    for (let j = 0; j < n; j++) {
      let sum = 0.0;
      for (let k = 0; k < n; k++) sum += a[i][k] * b[k][j];
      row.push(sum);
    }
    c.push(row);
  }
  console.log((c[Math.floor(n / 2)][Math.floor(n / 3)] + c[n - 1][n - 1]).toFixed(3));
}

main(Number(process.argv[2] ?? 250));
