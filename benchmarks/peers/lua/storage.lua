local Random = {}
Random.__index = Random

function Random.new() return setmetatable({seed = 74755}, Random) end

function Random:next()
  self.seed = (self.seed * 25173 + 13849) % 65536
  return self.seed
end

local Storage = {}
Storage.__index = Storage

function Storage.new() return setmetatable({lists = 0, slots = 0, random = Random.new()}, Storage) end

function Storage:build(depth)
  self.lists = self.lists + 1
  if depth == 1 then
    local width = self.random:next() % 10 + 1
    self.slots = self.slots + width
    local empty = {}
    for i = 1, width do empty[i] = false end
    return empty
  end
  local children = {}
  for _ = 1, 4 do children[#children + 1] = self:build(depth - 1) end
  self.slots = self.slots + 4
  return children
end

local storage = Storage.new()
for _ = 1, tonumber(arg[1]) or 80 do storage:build(7) end
print(("%d %d"):format(storage.lists, storage.slots))
