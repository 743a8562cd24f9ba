local function class()
  local c = {}
  c.__index = c
  return c
end

local Literal = class()

function Literal.new(value) return setmetatable({value = value}, Literal) end

function Literal:run() return self.value end

local Variable = class()

function Variable.new(slot) return setmetatable({slot = slot}, Variable) end

function Variable:run(frame) return frame[self.slot] end

local Assign = class()

function Assign.new(slot, value) return setmetatable({slot = slot, value = value}, Assign) end

function Assign:run(frame)
  local result = self.value:run(frame)
  frame[self.slot] = result
  return result
end

local function binary()
  local c = class()
  function c.new(left, right) return setmetatable({left = left, right = right}, c) end
  return c
end

local Add = binary()

function Add:run(frame) return self.left:run(frame) + self.right:run(frame) end

local Multiply = binary()

function Multiply:run(frame) return self.left:run(frame) * self.right:run(frame) end

local Remainder = binary()

function Remainder:run(frame) return self.left:run(frame) % self.right:run(frame) end

local Less = binary()

function Less:run(frame) return self.left:run(frame) < self.right:run(frame) and 1 or 0 end

local If = class()

function If.new(condition, yes, no) return setmetatable({condition = condition, yes = yes, no = no}, If) end

function If:run(frame)
  if self.condition:run(frame) ~= 0 then return self.yes:run(frame) end
  return self.no:run(frame)
end

local While = class()

function While.new(condition, body) return setmetatable({condition = condition, body = body}, While) end

function While:run(frame)
  local result = 0
  while self.condition:run(frame) ~= 0 do result = self.body:run(frame) end
  return result
end

local Block = class()

function Block.new(parts) return setmetatable({parts = parts}, Block) end

function Block:run(frame)
  local result = 0
  for _, part in ipairs(self.parts) do result = part:run(frame) end
  return result
end

local function program()
  local N, I, J, SUM = 1, 2, 3, 4
  local function increment(slot) return Assign.new(slot, Add.new(Variable.new(slot), Literal.new(1))) end
  local mix = Assign.new(SUM, Remainder.new(
    Add.new(Multiply.new(Variable.new(SUM), Literal.new(3)), Multiply.new(Variable.new(I), Variable.new(J))),
    Literal.new(10007)))
  local even = Less.new(Remainder.new(Variable.new(SUM), Literal.new(2)), Literal.new(1))
  local add = Assign.new(SUM, Add.new(Variable.new(SUM), Variable.new(J)))
  local inner = Block.new({mix, If.new(even, add, Literal.new(0)), increment(J)})
  local outer = Block.new({
    Assign.new(J, Literal.new(0)),
    While.new(Less.new(Variable.new(J), Literal.new(20)), inner),
    increment(I),
  })
  return Block.new({
    Assign.new(I, Literal.new(0)),
    Assign.new(SUM, Literal.new(0)),
    While.new(Less.new(Variable.new(I), Variable.new(N)), outer),
    Variable.new(SUM),
  })
end

print(program():run({tonumber(arg[1]) or 12000, 0, 0, 0}))
