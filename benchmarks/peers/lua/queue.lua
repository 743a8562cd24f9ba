local Queue = {}
Queue.__index = Queue

function Queue.new(value)
  local node = {value = value, next = false}
  return setmetatable({first = node, last = node, length = 1}, Queue)
end

function Queue:push(value)
  local node = {value = value, next = false}
  self.last.next = node
  self.last = node
  self.length = self.length + 1
end

function Queue:pop()
  local node = self.first
  self.first = node.next
  self.length = self.length - 1
  return node.value
end

local size = tonumber(arg[1]) or 2000000
local queue = Queue.new(0)
local sum = 0
for i = 1, size - 1 do
  queue:push(i * 7 % 1000)
  if queue.length > 50000 then sum = sum + queue:pop() end
end
print(sum .. " " .. queue.length)
