-- LuaJIT has no 64-bit integers of Lua 5.4; its own are boxed values with functions for the bits.
local bit = require("bit")
local bxor, rshift, band = bit.bxor, bit.rshift, bit.band
local PRIME = 1099511628211LL

local function main(size)
  local h = 0xcbf29ce484222325LL
  for i = 0, size - 1 do
    h = bxor(h, band(i, 255))
    h = h * PRIME
    h = bxor(h, rshift(h, 29))
  end
  print((tostring(h):gsub("LL$", "")))
end

main(tonumber(arg[1]) or 10000000)
