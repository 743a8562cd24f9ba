local function main(n)
  local a, b = {}, {}
  for i = 0, n - 1 do
    local rowA, rowB = {}, {}
    for j = 0, n - 1 do
      rowA[j + 1] = i - j * 0.5
      rowB[j + 1] = i * 0.25 + j
    end
    a[i + 1] = rowA
    b[i + 1] = rowB
  end
  local c = {}
  for i = 1, n do
    local row = {}
    for j = 1, n do
      local sum = 0.0
      for k = 1, n do sum = sum + a[i][k] * b[k][j] end
      row[j] = sum
    end
    c[i] = row
  end
  print(("%.3f"):format(c[math.floor(n / 2) + 1][math.floor(n / 3) + 1] + c[n][n]))
end

main(tonumber(arg[1]) or 250)
