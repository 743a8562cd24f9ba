local PRIME = 1099511628211

local function main(size)
  local h = 0xcbf29ce484222325
  for i = 0, size - 1 do
    h = h ~ (i & 255)
    h = h * PRIME
    h = h ~ (h >> 29)
  end
  print(h)
end

main(tonumber(arg[1]) or 10000000)
