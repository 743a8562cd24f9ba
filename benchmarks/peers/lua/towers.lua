local Disc = {}
Disc.__index = Disc

function Disc.new(size) return setmetatable({size = size, under = false}, Disc) end

local Pile = {}
Pile.__index = Pile

function Pile.new() return setmetatable({top = false}, Pile) end

function Pile:push(disc)
  if self.top and self.top.size <= disc.size then error("a large disc on a smaller one") end
  disc.under = self.top
  self.top = disc
end

function Pile:pop()
  local disc = self.top
  if not disc then error("no disc") end
  self.top = disc.under
  disc.under = false
  return disc
end

local Towers = {}
Towers.__index = Towers

function Towers.new(discs)
  local self = setmetatable({piles = {Pile.new(), Pile.new(), Pile.new()}, moves = 0}, Towers)
  for size = discs, 1, -1 do self.piles[1]:push(Disc.new(size)) end
  return self
end

function Towers:move(count, from, to)
  if count == 1 then
    self.piles[to]:push(self.piles[from]:pop())
    self.moves = self.moves + 1
    return
  end
  local other = 6 - from - to
  self:move(count - 1, from, other)
  self:move(1, from, to)
  self:move(count - 1, other, to)
end

local size = tonumber(arg[1]) or 20
local towers = Towers.new(size)
towers:move(size, 1, 3)
local height, disc = 0, towers.piles[3].top
while disc do
  height = height + 1
  disc = disc.under
end
print(("%d %d"):format(towers.moves, height))
