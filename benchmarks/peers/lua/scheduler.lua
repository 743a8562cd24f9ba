local DATA = 4
local WINDOW = 8

local Packet = {}
Packet.__index = Packet

function Packet.new(number)
  local data = {}
  for i = 1, DATA do data[i] = number + i - 1 end
  return setmetatable({next = false, number = number, data = data}, Packet)
end

local Mailbox = {}
Mailbox.__index = Mailbox

function Mailbox.new() return setmetatable({first = false, last = false}, Mailbox) end

function Mailbox:put(packet)
  packet.next = false
  if not self.last then
    self.first = packet
  else
    self.last.next = packet
  end
  self.last = packet
end

function Mailbox:take()
  local packet = self.first
  if packet then
    self.first = packet.next
    if not self.first then self.last = false end
  end
  return packet
end

local function subclass(base)
  local class = setmetatable({}, {__index = base})
  class.__index = class
  return class
end

local Task = {}
Task.__index = Task

function Task.init(self, kernel, priority)
  self.next = false
  self.mail = Mailbox.new()
  self.handled = 0
  self.kernel = kernel
  self.priority = priority
  kernel:add(self)
  return self
end

function Task:isReady() return self.mail.first end

function Task:step()
  self.handled = self.handled + 1
  self:receive(self.mail:take())
end

local Producer = subclass(Task)

function Producer.new(kernel, priority, count, target)
  local self = Task.init(setmetatable({}, Producer), kernel, priority)
  self.left = count
  self.target = target
  self.free = WINDOW
  self.made = 0
  return self
end

function Producer:isReady() return self.mail.first or self.free > 0 and self.left > 0 end

function Producer:step()
  self.handled = self.handled + 1
  local back = self.mail:take()
  if back then self.free = self.free + 1 end
  if self.left == 0 or self.free == 0 then return end
  self.left = self.left - 1
  self.free = self.free - 1
  self.made = self.made + 1
  self.target.mail:put(Packet.new(self.made))
end

local Splitter = subclass(Task)

function Splitter.new(kernel, priority, targets)
  local self = Task.init(setmetatable({}, Splitter), kernel, priority)
  self.targets = targets
  return self
end

function Splitter:receive(packet)
  self.targets[packet.number % #self.targets + 1].mail:put(packet)
end

local Adder = subclass(Task)

function Adder.new(kernel, priority, amount, target)
  local self = Task.init(setmetatable({}, Adder), kernel, priority)
  self.amount = amount
  self.target = target
  return self
end

function Adder:receive(packet)
  local data = packet.data
  for i = 1, DATA do data[i] = data[i] + self.amount end
  self.target.mail:put(packet)
end

local Mixer = subclass(Task)

function Mixer.new(kernel, priority, target)
  local self = Task.init(setmetatable({}, Mixer), kernel, priority)
  self.target = target
  self.state = 7
  return self
end

function Mixer:receive(packet)
  local data = packet.data
  for i = 1, DATA do
    self.state = (self.state * 31 + data[i]) % 65521
    data[i] = self.state
  end
  self.target.mail:put(packet)
end

local Collector = subclass(Task)

function Collector.new(kernel, priority)
  local self = Task.init(setmetatable({}, Collector), kernel, priority)
  self.source = false
  self.sum = 0
  return self
end

function Collector:receive(packet)
  for _, value in ipairs(packet.data) do self.sum = (self.sum * 17 + value) % 1000003 end
  self.source.mail:put(packet)
end

local Kernel = {}
Kernel.__index = Kernel

function Kernel.new() return setmetatable({tasks = false, switches = 0}, Kernel) end

function Kernel:add(task)
  local before, at = false, self.tasks
  while at and at.priority >= task.priority do
    before = at
    at = at.next
  end
  task.next = at
  if before then
    before.next = task
  else
    self.tasks = task
  end
end

function Kernel:run()
  local at = self.tasks
  while at do
    if at:isReady() then
      at:step()
      self.switches = self.switches + 1
      at = self.tasks
    else
      at = at.next
    end
  end
end

local size = tonumber(arg[1]) or 120000
local kernel = Kernel.new()
local collector = Collector.new(kernel, 40)
local adder = Adder.new(kernel, 20, 5, collector)
local mixer = Mixer.new(kernel, 30, collector)
local splitter = Splitter.new(kernel, 10, {adder, mixer, Adder.new(kernel, 25, 9, mixer)})
local producer = Producer.new(kernel, 15, size, splitter)
collector.source = producer
kernel:run()
print(("%d %d %d %d"):format(kernel.switches, mixer.handled, collector.handled, collector.sum))
