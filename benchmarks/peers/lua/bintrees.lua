local MIN_DEPTH = 4

local Tree = {}
Tree.__index = Tree

function Tree.new(depth)
  local self = setmetatable({left = false, right = false}, Tree)
  if depth > 0 then
    self.left = Tree.new(depth - 1)
    self.right = Tree.new(depth - 1)
  end
  return self
end

function Tree:count()
  if not self.left then return 1 end
  return 1 + self.left:count() + self.right:count()
end

local size = tonumber(arg[1]) or 14
local parts = {Tree.new(size + 1):count()}
local kept = Tree.new(size)
local rounds = 1
for _ = 1, size do rounds = rounds * 2 end
for depth = MIN_DEPTH, size, 2 do
  local nodes = 0
  for _ = 1, rounds do nodes = nodes + Tree.new(depth):count() end
  parts[#parts + 1] = nodes
  rounds = math.floor(rounds / 4)
end
parts[#parts + 1] = kept:count()
print(table.concat(parts, " "))
