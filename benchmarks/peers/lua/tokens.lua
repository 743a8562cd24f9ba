local Token = {}
Token.__index = Token

function Token.new(kind, text) return setmetatable({kind = kind, text = text}, Token) end

local Lexer = {}
Lexer.__index = Lexer

function Lexer.new(text) return setmetatable({text = text, at = 1}, Lexer) end

function Lexer:next()
  local text = self.text
  while self.at <= #text and text:sub(self.at, self.at) == " " do self.at = self.at + 1 end
  if self.at > #text then return Token.new("end", "") end
  local start = self.at
  local c = text:sub(start, start)
  self.at = self.at + 1
  if "0" <= c and c <= "9" then
    while self.at <= #text do
      local d = text:sub(self.at, self.at)
      if not ("0" <= d and d <= "9") then break end
      self.at = self.at + 1
    end
    return Token.new("number", text:sub(start, self.at - 1))
  end
  if "a" <= c and c <= "z" then
    while self.at <= #text do
      local d = text:sub(self.at, self.at)
      if not ("a" <= d and d <= "z") then break end
      self.at = self.at + 1
    end
    return Token.new("name", text:sub(start, self.at - 1))
  end
  return Token.new(c, c)
end

local MODULUS = 1000003

local Calculator = {}
Calculator.__index = Calculator

function Calculator.new(text, names)
  local lexer = Lexer.new(text)
  return setmetatable({lexer = lexer, token = lexer:next(), names = names, tokens = 1}, Calculator)
end

function Calculator:advance()
  self.token = self.lexer:next()
  self.tokens = self.tokens + 1
end

function Calculator:primary()
  local token = self.token
  self:advance()
  if token.kind == "number" then return tonumber(token.text) end
  if token.kind == "name" then return self.names[token.text] end
  if token.kind == "(" then
    local value = self:sum()
    self:advance()
    return value
  end
  error("unexpected " .. token.kind)
end

function Calculator:product()
  local value = self:primary()
  while self.token.kind == "*" do
    self:advance()
    value = value * self:primary() % MODULUS
  end
  return value
end

function Calculator:sum()
  local value = self:product()
  while self.token.kind == "+" or self.token.kind == "-" do
    local sign = self.token.kind == "+" and 1 or -1
    self:advance()
    value = (value + sign * self:product()) % MODULUS
  end
  return value
end

local function expression(i)
  local parts = {}
  for j = 0, 19 do
    parts[#parts + 1] = "(alpha + " .. i * j .. ") * beta"
    parts[#parts + 1] = " - " .. j .. " * (gamma + " .. i .. " * " .. j .. ")"
    parts[#parts + 1] = " + "
  end
  parts[#parts + 1] = "1"
  return table.concat(parts)
end

local tokens, checksum = 0, 0
for i = 0, (tonumber(arg[1]) or 1200) - 1 do
  local calculator = Calculator.new(expression(i), {alpha = i, beta = 7, gamma = 3 * i})
  checksum = (checksum * 31 + calculator:sum()) % MODULUS
  tokens = tokens + calculator.tokens
end
print(("%d %d"):format(tokens, checksum))
