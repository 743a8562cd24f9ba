local size = tonumber(arg[1]) or 600000
local capacity = 50000
local entries, length, order = {}, 0, {}
for i = 0, capacity - 1 do order[i] = "" end
local seed, hits, made = 42, 0, 0
for _ = 1, size do
  seed = (seed * 16807) % 2147483647
  local name = "key" .. (math.floor(seed / 16) % 100000)
  local entry = entries[name]
  if not entry then
    local slot = made % capacity
    if order[slot] ~= "" then
      entries[order[slot]] = nil
      length = length - 1
    end
    entries[name] = {name = name, body = "body of " .. name, uses = 0}
    length = length + 1
    order[slot] = name
    made = made + 1
  else
    entry.uses = entry.uses + 1
    hits = hits + 1
  end
end
print(hits .. " " .. made .. " " .. length)
