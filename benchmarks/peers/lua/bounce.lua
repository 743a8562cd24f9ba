local abs = math.abs
local WIDTH = 500
local HEIGHT = 300
local BALLS = 100
local FRAMES = 50

local Random = {}
Random.__index = Random

function Random.new() return setmetatable({seed = 4711}, Random) end

function Random:next()
  self.seed = (self.seed * 25173 + 13849) % 65536
  return self.seed
end

local Ball = {}
Ball.__index = Ball

function Ball.new(random)
  return setmetatable({
    x = random:next() % WIDTH,
    y = random:next() % HEIGHT,
    dx = random:next() % 301 - 150,
    dy = random:next() % 301 - 150,
  }, Ball)
end

function Ball:move()
  local hit = false
  self.x = self.x + self.dx
  self.y = self.y + self.dy
  if self.x > WIDTH then
    self.x = WIDTH
    self.dx = -abs(self.dx)
    hit = true
  end
  if self.x < 0 then
    self.x = 0
    self.dx = abs(self.dx)
    hit = true
  end
  if self.y > HEIGHT then
    self.y = HEIGHT
    self.dy = -abs(self.dy)
    hit = true
  end
  if self.y < 0 then
    self.y = 0
    self.dy = abs(self.dy)
    hit = true
  end
  return hit
end

local function simulate()
  local random = Random.new()
  local balls = {}
  for i = 1, BALLS do balls[i] = Ball.new(random) end
  local bounces = 0
  for _ = 1, FRAMES do
    for _, ball in ipairs(balls) do
      if ball:move() then bounces = bounces + 1 end
    end
  end
  return bounces
end

local bounces = 0
for _ = 1, tonumber(arg[1]) or 1000 do bounces = bounces + simulate() end
print(bounces)
