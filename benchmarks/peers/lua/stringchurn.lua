local size = tonumber(arg[1]) or 1500000
local ring = {}
for i = 0, 999 do ring[i] = "" end
local letters = 0
for i = 0, size - 1 do
  local text = "item " .. i .. ":" .. (i * 31 % 977)
  if text:sub(-1) == "5" then ring[i % 1000] = text:upper() end
  letters = letters + #text
end
local kept = 0
for i = 0, 999 do kept = kept + #ring[i] end
print(letters .. " " .. kept)
