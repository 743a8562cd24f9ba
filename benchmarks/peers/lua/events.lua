local floor = math.floor

local Event = {}
Event.__index = Event

function Event:comesBefore(other)
  return self.time < other.time or self.time == other.time and self.number < other.number
end

local function subclass(base)
  local class = setmetatable({}, {__index = base})
  class.__index = class
  return class
end

local Arrival = subclass(Event)

function Arrival.new(time, number) return setmetatable({time = time, number = number}, Arrival) end

function Arrival:happen(shop) shop:arrive(self.time) end

local Departure = subclass(Event)

function Departure.new(time, number, arrived)
  return setmetatable({time = time, number = number, arrived = arrived}, Departure)
end

function Departure:happen(shop) shop:depart(self.time, self.arrived) end

local EventQueue = {}
EventQueue.__index = EventQueue

function EventQueue.new() return setmetatable({items = {}}, EventQueue) end

function EventQueue:isEmpty() return #self.items == 0 end

function EventQueue:push(event)
  local items = self.items
  local at = #items + 1
  items[at] = event
  while at > 1 do
    local parent = floor(at / 2)
    if not event:comesBefore(items[parent]) then break end
    items[at] = items[parent]
    at = parent
  end
  items[at] = event
end

function EventQueue:pop()
  local items = self.items
  local first = items[1]
  local last = table.remove(items)
  local length = #items
  if length == 0 then return first end
  local at = 1
  while true do
    local child = 2 * at
    if child > length then break end
    if child < length and items[child + 1]:comesBefore(items[child]) then child = child + 1 end
    if not items[child]:comesBefore(last) then break end
    items[at] = items[child]
    at = child
  end
  items[at] = last
  return first
end

local Shop = {}
Shop.__index = Shop

function Shop.new(clerks, customers)
  return setmetatable({
    queue = EventQueue.new(),
    clerks = clerks,
    waiting = {},
    firstWaiting = 1,
    toCome = customers,
    served = 0,
    waited = 0,
    numbers = 0,
    seed = 99,
  }, Shop)
end

function Shop:random(limit)
  self.seed = (self.seed * 25173 + 13849) % 65536
  return self.seed % limit
end

function Shop:number()
  self.numbers = self.numbers + 1
  return self.numbers
end

function Shop:arrive(time)
  if self.clerks > 0 then
    self.clerks = self.clerks - 1
    self:serve(time, time)
  else
    self.waiting[#self.waiting + 1] = time
  end
  if self.toCome > 0 then
    self.toCome = self.toCome - 1
    self.queue:push(Arrival.new(time + self:random(40), self:number()))
  end
end

function Shop:serve(time, arrived)
  self.waited = self.waited + time - arrived
  self.queue:push(Departure.new(time + 20 + self:random(900), self:number(), arrived))
end

function Shop:depart(time, arrived)
  self.served = self.served + 1
  if self.firstWaiting <= #self.waiting then
    self.firstWaiting = self.firstWaiting + 1
    self:serve(time, self.waiting[self.firstWaiting - 1])
  else
    self.clerks = self.clerks + 1
  end
end

function Shop:run()
  local time = 0
  self.queue:push(Arrival.new(0, self:number()))
  while not self.queue:isEmpty() do
    local event = self.queue:pop()
    time = event.time
    event:happen(self)
  end
  return time
end

local shop = Shop.new(24, tonumber(arg[1]) or 100000)
local time = shop:run()
print(("%d %d %d"):format(shop.served, time, shop.waited))
