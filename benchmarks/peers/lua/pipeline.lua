local wrap, yield = coroutine.wrap, coroutine.yield

local function numbers(limit)
  return wrap(function()
    for i = 0, limit - 1 do yield(i) end
  end)
end

local function mapped(source, f)
  return wrap(function()
    for x in source do yield(f(x)) end
  end)
end

local function filtered(source, accepts)
  return wrap(function()
    for x in source do
      if accepts(x) then yield(x) end
    end
  end)
end

local function pairwise(source)
  return wrap(function()
    local previous
    for x in source do
      if previous then yield(previous * 3 + x) end
      previous = x
    end
  end)
end

local function scrambler(seed)
  local state = seed
  return function(x)
    state = (state * 31 + x) % 65521
    return state
  end
end

local function counter()
  local count = 0
  return {add = function() count = count + 1 end, value = function() return count end}
end

local function main(size)
  local odd = counter()
  local function note(x)
    if x % 2 == 1 then
      odd.add()
      return true
    end
    return x % 3 == 0
  end
  local stages = pairwise(filtered(mapped(mapped(numbers(size), scrambler(17)), scrambler(5)), note))
  local checksum, length = 0, 0
  for x in stages do
    checksum = (checksum + x) % 1000003
    length = length + 1
  end
  print(("%d %d %d"):format(length, odd.value(), checksum))
end

main(tonumber(arg[1]) or 600000)
