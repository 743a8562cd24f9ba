local LIMIT = 50

local function main(size)
  local steps = 0
  for y = 0, size - 1 do
    for x = 0, size - 1 do
      local cr, ci = 2.0 * x / size - 1.5, 2.0 * y / size - 1.0
      local zr, zi, i = 0.0, 0.0, 0
      while i < LIMIT and zr * zr + zi * zi <= 4.0 do
        local t = zr * zr - zi * zi + cr
        zi = 2.0 * zr * zi + ci
        zr = t
        i = i + 1
      end
      steps = steps + i
    end
  end
  print(steps)
end

main(tonumber(arg[1]) or 600)
