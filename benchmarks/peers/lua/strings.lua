local function main(size)
  local items = {}
  for i = 0, size - 1 do items[#items + 1] = "item" .. i .. "," end
  local text = table.concat(items)
  local parts = {}
  for part in (text .. ","):gmatch("([^,]*),") do parts[#parts + 1] = part end
  local starting, letters = 0, 0
  for _, part in ipairs(parts) do
    if part:sub(1, 5) == "item1" then starting = starting + 1 end
    letters = letters + #part
  end
  local joined = table.concat(parts, "; ")
  print(("%d %d %d %d %d"):format(#text, #parts, starting, letters, #joined))
end

main(tonumber(arg[1]) or 600000)
