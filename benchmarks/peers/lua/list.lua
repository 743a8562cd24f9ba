local Cell = {}
Cell.__index = Cell

function Cell.new(value, next) return setmetatable({value = value, next = next}, Cell) end

function Cell:length()
  local n, at = 0, self
  while at do
    n = n + 1
    at = at.next
  end
  return n
end

local function make(n)
  if n == 0 then return nil end
  return Cell.new(n, make(n - 1))
end

local function isShorter(x, y)
  while y do
    if not x then return true end
    x = x.next
    y = y.next
  end
  return false
end

local function tail(x, y, z)
  if not isShorter(y, x) then return z end
  return tail(tail(x.next, y, z), tail(y.next, z, x), tail(z.next, x, y))
end

local total = 0
for _ = 1, tonumber(arg[1]) or 1000 do total = total + tail(make(15), make(10), make(6)):length() end
print(total)
