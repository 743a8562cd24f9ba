local function tree(depth)
  local t = {left = false, right = false}
  if depth > 0 then
    t.left = tree(depth - 1)
    t.right = tree(depth - 1)
  end
  return t
end

local function count(t)
  if not t.left then return 1 end
  return 1 + count(t.left) + count(t.right)
end

local size = tonumber(arg[1]) or 17
local long = tree(size)
local total = 0
for depth = 4, size - 1 do
  for _ = 1, 2 ^ (size - depth) do total = total + count(tree(depth)) end
end
print(total .. " " .. count(long))
