local Board = {}
Board.__index = Board

local function filled(n, value)
  local t = {}
  for i = 1, n do t[i] = value end
  return t
end

function Board.new(size)
  return setmetatable({
    size = size,
    columns = filled(size, false),
    rising = filled(2 * size, false),
    falling = filled(2 * size, false),
    queens = filled(size, 0),
    found = 0,
    checksum = 0,
  }, Board)
end

function Board:isFree(row, column)
  return not self.columns[column + 1] and not self.rising[row + column + 1]
      and not self.falling[row - column + self.size + 1]
end

function Board:mark(row, column, taken)
  self.columns[column + 1] = taken
  self.rising[row + column + 1] = taken
  self.falling[row - column + self.size + 1] = taken
end

function Board:record()
  self.found = self.found + 1
  for i = 1, self.size do self.checksum = (self.checksum * 13 + self.queens[i]) % 999983 end
end

function Board:place(row)
  if row == self.size then
    self:record()
    return
  end
  for column = 0, self.size - 1 do
    if self:isFree(row, column) then
      self.queens[row + 1] = column
      self:mark(row, column, true)
      self:place(row + 1)
      self:mark(row, column, false)
    end
  end
end

local size = tonumber(arg[1]) or 12
local board = Board.new(size)
board:place(0)
print(("%d %d"):format(board.found, board.checksum))
