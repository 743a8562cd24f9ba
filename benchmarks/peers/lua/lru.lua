local floor = math.floor

local Entry = {}
Entry.__index = Entry

function Entry.new(key, value)
  return setmetatable({key = key, value = value, previous = false, next = false}, Entry)
end

local Cache = {}
Cache.__index = Cache

function Cache.new(capacity)
  local ring = Entry.new(-1, "")
  ring.next = ring
  ring.previous = ring
  return setmetatable({
    capacity = capacity,
    entries = {},
    length = 0,
    ring = ring,
    hits = 0,
    misses = 0,
    dropped = 0,
  }, Cache)
end

function Cache:unlink(entry)
  entry.previous.next = entry.next
  entry.next.previous = entry.previous
end

function Cache:linkFirst(entry)
  entry.next = self.ring.next
  entry.previous = self.ring
  self.ring.next.previous = entry
  self.ring.next = entry
end

function Cache:get(key)
  local entry = self.entries[key]
  if not entry then
    self.misses = self.misses + 1
    return nil
  end
  self.hits = self.hits + 1
  self:unlink(entry)
  self:linkFirst(entry)
  return entry.value
end

function Cache:put(key, value)
  if self.length >= self.capacity then
    local oldest = self.ring.previous
    self:unlink(oldest)
    self.entries[oldest.key] = nil
    self.length = self.length - 1
    self.dropped = self.dropped + 1
  end
  local entry = Entry.new(key, value)
  self.entries[key] = entry
  self.length = self.length + 1
  self:linkFirst(entry)
end

local function main(size)
  local cache = Cache.new(200)
  local seed, letters = 1, 0
  for i = 0, size - 1 do
    seed = (seed * 25173 + 13849) % 65536
    local key = seed % 128 + floor(i / 64) % 16 * 8
    local value = cache:get(key)
    if not value then
      value = "value " .. key
      cache:put(key, value)
    end
    letters = letters + #value
  end
  print(("%d %d %d %d"):format(cache.hits, cache.misses, cache.dropped, letters))
end

main(tonumber(arg[1]) or 800000)
