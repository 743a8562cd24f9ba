local Vector = {}
Vector.__index = Vector

function Vector.new(x, y) return setmetatable({x = x, y = y}, Vector) end

function Vector.__add(a, b) return Vector.new(a.x + b.x, a.y + b.y) end

function Vector.__sub(a, b) return Vector.new(a.x - b.x, a.y - b.y) end

function Vector:scaled(factor) return Vector.new(self.x * factor, self.y * factor) end

function Vector:squared() return self.x * self.x + self.y * self.y end

local function subclass(base)
  local class = setmetatable({}, {__index = base})
  class.__index = class
  return class
end

local Particle = {}
Particle.__index = Particle

function Particle.init(self, position, velocity)
  self.position = position
  self.velocity = velocity
  self.age = 0
  return self
end

function Particle.new(position, velocity) return Particle.init(setmetatable({}, Particle), position, velocity) end

function Particle:force() return Vector.new(0.0, -9.5) end

function Particle:step(time, dt)
  self.velocity = self.velocity + self:force(time):scaled(dt)
  self.position = self.position + self.velocity:scaled(dt)
  self.age = self.age + 1
  if self.position.y < 0.0 then self:land() end
end

function Particle:land()
  self.position = Vector.new(self.position.x, -self.position.y)
  self.velocity = Vector.new(self.velocity.x, -0.75 * self.velocity.y)
end

local Balloon = subclass(Particle)

function Balloon.new(position, velocity, lift)
  local self = Particle.init(setmetatable({}, Balloon), position, velocity)
  self.lift = lift
  return self
end

function Balloon:force(time) return Particle.force(self, time) + Vector.new(0.0, self.lift) end

local Comet = subclass(Particle)

function Comet.new(position, velocity)
  local self = Particle.init(setmetatable({}, Comet), position, velocity)
  self.centre = Vector.new(50.0, 50.0)
  return self
end

function Comet:force()
  local away = self.position - self.centre
  return away:scaled(-400.0 / (away:squared() + 25.0))
end

function Comet:land() end

local Leaf = subclass(Particle)

function Leaf.new(position, velocity) return Particle.init(setmetatable({}, Leaf), position, velocity) end

function Leaf:force(time)
  local wind = Vector.new(2.0 + 0.125 * time, 8.75)
  return Particle.force(self, time) + wind - self.velocity:scaled(0.5)
end

local function crowd(count)
  local particles = {}
  for i = 0, count - 1 do
    local position = Vector.new(i % 10 * 8.0, 10.0 + i)
    local velocity = Vector.new(i % 7 - 3.0, i % 5 * 2.0)
    local kind = i % 4
    particles[i + 1] = kind == 0 and Particle.new(position, velocity)
      or kind == 1 and Balloon.new(position, velocity, 9.0)
      or kind == 2 and Comet.new(position, velocity)
      or Leaf.new(position, velocity)
  end
  return particles
end

local particles = crowd(60)
local dt, time = 0.015625, 0.0
for _ = 1, tonumber(arg[1]) or 4000 do
  for _, p in ipairs(particles) do p:step(time, dt) end
  time = time + dt
end
local x, y = 0.0, 0.0
for _, p in ipairs(particles) do
  x = x + p.position.x
  y = y + p.position.y
end
print(("%.6f %.6f"):format(x, y))
