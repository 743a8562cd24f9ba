local Block = {}
Block.__index = Block

function Block.new(name)
  return setmetatable({name = name, next = {}, before = {}, order = -1, dominator = false, loop = false}, Block)
end

local Loop = {}
Loop.__index = Loop

function Loop.new(header) return setmetatable({header = header, blocks = {}, length = 0, parent = false}, Loop) end

function Loop:add(name)
  if self.blocks[name] then return false end
  self.blocks[name] = true
  self.length = self.length + 1
  return true
end

function Loop:depth()
  local n, at = 1, self.parent
  while at do
    n = n + 1
    at = at.parent
  end
  return n
end

local Graph = {}
Graph.__index = Graph

function Graph.new() return setmetatable({blocks = {}}, Graph) end

function Graph:block()
  local made = Block.new(#self.blocks)
  self.blocks[#self.blocks + 1] = made
  return made
end

function Graph:edge(from, to)
  from.next[#from.next + 1] = to
  to.before[#to.before + 1] = from
end

function Graph:nest(at, depth)
  local header, left, right = self:block(), self:block(), self:block()
  local latch, exit = self:block(), self:block()
  self:edge(at, header)
  self:edge(header, left)
  self:edge(header, right)
  local inner = depth == 0 and left or self:nest(left, depth - 1)
  self:edge(inner, latch)
  self:edge(right, latch)
  self:edge(latch, header)
  self:edge(latch, exit)
  return exit
end

local LoopFinder = {}
LoopFinder.__index = LoopFinder

function LoopFinder.new() return setmetatable({order = {}, loops = {}, byHeader = {}}, LoopFinder) end

function LoopFinder:number(entry)
  local seen = {[entry.name] = true}
  local post = {}
  local work = {{entry, 1}}
  while #work > 0 do
    local top = table.remove(work)
    local block, i = top[1], top[2]
    if i <= #block.next then
      work[#work + 1] = {block, i + 1}
      local to = block.next[i]
      if not seen[to.name] then
        seen[to.name] = true
        work[#work + 1] = {to, 1}
      end
    else
      post[#post + 1] = block
    end
  end
  for i = #post, 1, -1 do self.order[#self.order + 1] = post[i] end
  for i, block in ipairs(self.order) do block.order = i end
end

function LoopFinder:meet(x, y)
  while x ~= y do
    while x.order > y.order do x = x.dominator end
    while y.order > x.order do y = y.dominator end
  end
  return x
end

function LoopFinder:findDominators(entry)
  entry.dominator = entry
  local changed = true
  while changed do
    changed = false
    for _, block in ipairs(self.order) do
      if block ~= entry then
        local best = false
        for _, p in ipairs(block.before) do
          if p.dominator then best = best and self:meet(p, best) or p end
        end
        if best ~= block.dominator then
          block.dominator = best
          changed = true
        end
      end
    end
  end
end

function LoopFinder:dominates(a, b)
  local at = b
  while at.order > a.order do at = at.dominator end
  return at == a
end

function LoopFinder:collect(loop, latch)
  local work = {latch}
  loop:add(loop.header.name)
  while #work > 0 do
    local block = table.remove(work)
    if loop:add(block.name) then
      for _, p in ipairs(block.before) do work[#work + 1] = p end
    end
  end
end

function LoopFinder:findLoops()
  for _, block in ipairs(self.order) do
    for _, p in ipairs(block.before) do
      if self:dominates(block, p) then
        local loop = self.byHeader[block.name]
        if not loop then
          loop = Loop.new(block)
          self.byHeader[block.name] = loop
          self.loops[#self.loops + 1] = loop
        end
        self:collect(loop, p)
      end
    end
  end
  for _, loop in ipairs(self.loops) do
    loop.parent = loop.header.loop
    for _, block in ipairs(self.order) do
      if loop.blocks[block.name] then block.loop = loop end
    end
  end
end

function LoopFinder:run(entry)
  self:number(entry)
  self:findDominators(entry)
  self:findLoops()
end

local graph = Graph.new()
local entry = graph:block()
local at = entry
for i = 0, (tonumber(arg[1]) or 350) - 1 do at = graph:nest(at, i % 7) end
local finder = LoopFinder.new()
finder:run(entry)
local depths, members = 0, 0
for _, loop in ipairs(finder.loops) do
  depths = depths + loop:depth()
  members = members + loop.length
end
print(("%d %d %d %d"):format(#graph.blocks, #finder.loops, depths, members))
