local floor = math.floor
local REQUIRED, STRONG, WEAK, WEAKEST = 0, 1, 3, 4

local function subclass(base)
  local class = setmetatable({}, {__index = base})
  class.__index = class
  return class
end

local Variable = {}
Variable.__index = Variable

function Variable.new(value)
  return setmetatable({
    value = value,
    constraints = {},
    determinedBy = false,
    strength = WEAKEST,
    stays = true,
    mark = 0,
  }, Variable)
end

local Constraint = {}
Constraint.__index = Constraint

function Constraint:isInput() return false end

function Constraint:attach(planner)
  for _, v in ipairs(self:variables()) do table.insert(v.constraints, self) end
  planner:add(self)
end

function Constraint:inputsKnown(mark)
  for _, v in ipairs(self:inputs()) do
    if v.mark ~= mark and not v.stays and v.determinedBy then return false end
  end
  return true
end

function Constraint:recalculate()
  local out = self:output()
  out.strength = self.strength
  out.stays = not self:isInput()
  for _, v in ipairs(self:inputs()) do
    if v.strength > out.strength then out.strength = v.strength end
    out.stays = out.stays and v.stays
  end
  if out.stays then self:execute() end
end

function Constraint:satisfy(mark, planner)
  self:choose(mark)
  if not self:isSatisfied() then
    if self.strength == REQUIRED then error("a required constraint cannot be satisfied") end
    return nil
  end
  for _, v in ipairs(self:inputs()) do v.mark = mark end
  local out = self:output()
  local overruled = out.determinedBy
  if overruled then overruled:forget() end
  out.determinedBy = self
  planner:propagate(self)
  out.mark = mark
  return overruled
end

local Unary = subclass(Constraint)

function Unary.init(self, target, strength, planner)
  self.strength = strength
  self.target = target
  self.satisfied = false
  self:attach(planner)
  return self
end

function Unary:variables() return {self.target} end

function Unary:isSatisfied() return self.satisfied end

function Unary:forget() self.satisfied = false end

function Unary:output() return self.target end

function Unary:inputs() return {} end

function Unary:execute() end

function Unary:choose(mark)
  self.satisfied = self.target.mark ~= mark and self.strength < self.target.strength
end

local Stay = subclass(Unary)

function Stay.new(target, strength, planner)
  return Unary.init(setmetatable({}, Stay), target, strength, planner)
end

local Edit = subclass(Unary)

function Edit.new(target, strength, planner)
  return Unary.init(setmetatable({}, Edit), target, strength, planner)
end

function Edit:isInput() return true end

local Binary = subclass(Constraint)

function Binary.init(self, first, second, strength, planner)
  self.strength = strength
  self.first = first
  self.second = second
  self.direction = 0
  self:attach(planner)
  return self
end

function Binary:variables() return {self.first, self.second} end

function Binary:isSatisfied() return self.direction ~= 0 end

function Binary:forget() self.direction = 0 end

function Binary:output() return self.direction > 0 and self.second or self.first end

function Binary:inputs() return {self.direction > 0 and self.first or self.second} end

function Binary:choose(mark)
  local forwards = self.second.mark ~= mark and self.strength < self.second.strength
  local backwards = self.first.mark ~= mark and self.strength < self.first.strength
  if self.first.mark == mark then
    self.direction = forwards and 1 or 0
  elseif self.second.mark == mark then
    self.direction = backwards and -1 or 0
  elseif self.first.strength > self.second.strength then
    self.direction = backwards and -1 or 0
  else
    self.direction = forwards and 1 or 0
  end
end

local Equal = subclass(Binary)

function Equal.new(first, second, strength, planner)
  return Binary.init(setmetatable({}, Equal), first, second, strength, planner)
end

function Equal:execute()
  if self.direction > 0 then
    self.second.value = self.first.value
  else
    self.first.value = self.second.value
  end
end

local Linear = subclass(Binary)

function Linear.new(first, second, factor, offset, planner)
  return Binary.init(setmetatable({factor = factor, offset = offset}, Linear), first, second, REQUIRED, planner)
end

function Linear:execute()
  if self.direction > 0 then
    self.second.value = self.first.value * self.factor + self.offset
  else
    self.first.value = floor((self.second.value - self.offset) / self.factor)
  end
end

local Planner = {}
Planner.__index = Planner

function Planner.new() return setmetatable({mark = 0}, Planner) end

function Planner:newMark()
  self.mark = self.mark + 1
  return self.mark
end

function Planner:add(constraint)
  local mark = self:newMark()
  local next = constraint
  while next do next = next:satisfy(mark, self) end
end

function Planner:propagate(start)
  local work = {start}
  while #work > 0 do
    local constraint = table.remove(work)
    constraint:recalculate()
    self:consumers(constraint:output(), work)
  end
end

function Planner:consumers(v, found)
  for _, c in ipairs(v.constraints) do
    if c ~= v.determinedBy and c:isSatisfied() then found[#found + 1] = c end
  end
end

local function removeValue(list, value)
  for i, x in ipairs(list) do
    if x == value then
      table.remove(list, i)
      return
    end
  end
end

function Planner:remove(constraint)
  for _, v in ipairs(constraint:variables()) do removeValue(v.constraints, constraint) end
  if not constraint:isSatisfied() then return end
  local out = constraint:output()
  constraint:forget()
  out.determinedBy = false
  out.strength = WEAKEST
  out.stays = true
  local waiting = {}
  local work = {out}
  while #work > 0 do
    local v = table.remove(work)
    for _, c in ipairs(v.constraints) do
      if not c:isSatisfied() then
        waiting[#waiting + 1] = c
      elseif c ~= v.determinedBy then
        c:recalculate()
        work[#work + 1] = c:output()
      end
    end
  end
  for strength = REQUIRED, WEAKEST do
    for _, c in ipairs(waiting) do
      if c.strength == strength then self:add(c) end
    end
  end
end

function Planner:plan(source)
  local mark = self:newMark()
  local steps = {}
  local work = {source}
  while #work > 0 do
    local constraint = table.remove(work)
    local out = constraint:output()
    if out.mark ~= mark and constraint:inputsKnown(mark) then
      steps[#steps + 1] = constraint
      out.mark = mark
      self:consumers(out, work)
    end
  end
  return steps
end

function Planner:change(v, values)
  local edit = Edit.new(v, STRONG, self)
  local steps = self:plan(edit)
  for _, value in ipairs(values) do
    v.value = value
    for _, step in ipairs(steps) do step:execute() end
  end
  self:remove(edit)
  return #steps
end

local function chain(length)
  local planner = Planner.new()
  local variables = {}
  for i = 0, length do variables[i] = Variable.new(0) end
  for i = 0, length - 1 do Equal.new(variables[i], variables[i + 1], REQUIRED, planner) end
  Stay.new(variables[length], WEAK, planner)
  local steps = planner:change(variables[0], {7, 8, 9})
  steps = steps + planner:change(variables[floor(length / 2)], {20, 30})
  if variables[length].value ~= 30 then error("the chain is not equal") end
  return steps
end

local function projection(count)
  local planner = Planner.new()
  local pairs = {}
  for i = 0, count - 1 do
    local source, target = Variable.new(i), Variable.new(0)
    Stay.new(source, WEAK, planner)
    Linear.new(source, target, 10, 1000, planner)
    pairs[#pairs + 1] = {source, target}
  end
  local sum = 0
  for _, pair in ipairs(pairs) do
    local source, target = pair[1], pair[2]
    planner:change(source, {17})
    if target.value ~= 1170 then error("forwards") end
    planner:change(target, {1050})
    if source.value ~= 5 then error("backwards") end
    sum = sum + source.value + target.value
  end
  return sum
end

local size = tonumber(arg[1]) or 1000
print(("%d %d"):format(chain(10 * size), projection(10 * size)))
