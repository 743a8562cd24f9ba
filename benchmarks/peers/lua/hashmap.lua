local function main(size)
  local counts, distinct = {}, 0
  local k = 0
  for _ = 1, size do
    k = k + 7919
    if k >= 200003 then k = k - 200003 end
    local key = "key" .. k
    local n = counts[key]
    if not n then
      n = 0
      distinct = distinct + 1
    end
    counts[key] = n + 1
  end
  local hits = 0
  k = 1
  for _ = 1, size do
    k = k + 7919
    if k >= 400009 then k = k - 400009 end
    local found = counts["key" .. k]
    if found then hits = hits + found end
  end
  local total = 0
  for _, n in pairs(counts) do total = total + n end
  print(("%d %d %d"):format(distinct, hits, total))
end

main(tonumber(arg[1]) or 500000)
