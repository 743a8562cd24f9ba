local function makeRecord(key, round)
  return {id = key, name = "record " .. key .. "." .. round, values = {key, round, key + round}}
end

local size = tonumber(arg[1]) or 700000
local records = {}
for key = 0, size - 1 do records[key] = makeRecord(key, 0) end
local seed = 1
for round = 1, 2 * size do
  seed = (seed * 16807) % 2147483647
  local key = math.floor(seed / 8) % size
  records[key] = makeRecord(key, round % 100)
end
local sum, letters = 0, 0
for key = 0, size - 1 do
  local record = records[key]
  sum = sum + record.values[2] + record.values[3] - record.id
  letters = letters + #record.name
end
print(sum .. " " .. letters)
