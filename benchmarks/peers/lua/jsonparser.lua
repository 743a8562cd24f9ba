local function class()
  local c = {}
  c.__index = c
  return c
end

local JsonNumber = class()

function JsonNumber.new(value) return setmetatable({value = value}, JsonNumber) end

function JsonNumber:weight() return self.value % 10 end

local JsonString = class()

function JsonString.new(text) return setmetatable({text = text}, JsonString) end

function JsonString:weight() return #self.text end

local JsonLiteral = class()

function JsonLiteral.new(name) return setmetatable({name = name}, JsonLiteral) end

function JsonLiteral:weight() return self.name == "true" and 2 or 1 end

local JsonArray = class()

function JsonArray.new() return setmetatable({items = {}}, JsonArray) end

function JsonArray:weight()
  local sum = 1
  for _, item in ipairs(self.items) do sum = sum + item:weight() end
  return sum
end

local JsonObject = class()

function JsonObject.new() return setmetatable({members = {}}, JsonObject) end

function JsonObject:weight()
  local sum = 1
  for name, value in pairs(self.members) do sum = sum + #name * value:weight() end
  return sum
end

local Parser = class()

function Parser.new(text) return setmetatable({text = text, at = 1, current = text:sub(1, 1)}, Parser) end

function Parser:advance()
  self.at = self.at + 1
  self.current = self.text:sub(self.at, self.at)
end

function Parser:accept(c)
  if self.current ~= c then return false end
  self:advance()
  self:skip()
  return true
end

function Parser:require(c)
  if not self:accept(c) then error("expected " .. c .. " at " .. self.at) end
end

function Parser:skip()
  while self.current == " " or self.current == "\n" do self:advance() end
end

function Parser:value()
  local c = self.current
  if c == "{" then return self:object() end
  if c == "[" then return self:array() end
  if c == '"' then return JsonString.new(self:string()) end
  if c == "-" or "0" <= c and c <= "9" then return self:number() end
  return self:literal()
end

function Parser:object()
  local result = JsonObject.new()
  self:require("{")
  if self:accept("}") then return result end
  while true do
    local name = self:string()
    self:require(":")
    result.members[name] = self:value()
    if self:accept("}") then return result end
    self:require(",")
  end
end

function Parser:array()
  local result = JsonArray.new()
  self:require("[")
  if self:accept("]") then return result end
  while true do
    local items = result.items
    items[#items + 1] = self:value()
    if self:accept("]") then return result end
    self:require(",")
  end
end

function Parser:string()
  self:advance()
  local start = self.at
  while self.current ~= '"' do self:advance() end
  local text = self.text:sub(start, self.at - 1)
  self:advance()
  self:skip()
  return text
end

function Parser:number()
  local start = self.at
  self:advance()
  while "0" <= self.current and self.current <= "9" do self:advance() end
  local text = self.text:sub(start, self.at - 1)
  self:skip()
  return JsonNumber.new(tonumber(text))
end

local literals = {["true"] = true, ["false"] = true, ["null"] = true}

function Parser:literal()
  local start = self.at
  while "a" <= self.current and self.current <= "z" do self:advance() end
  local name = self.text:sub(start, self.at - 1)
  if not literals[name] then error("unexpected text at " .. start) end
  self:skip()
  return JsonLiteral.new(name)
end

local function document(records)
  local parts = {}
  for i = 0, records - 1 do
    parts[#parts + 1] = '{"id": ' .. i .. ', "title": "record ' .. i * 7 .. '", "open": '
      .. (i % 3 == 0 and "true" or "false") .. ',\n  "sizes": [' .. i .. ", " .. i * i .. ", -4], "
      .. '"owner": {"name": "someone", "boss": null}}'
  end
  return "[" .. table.concat(parts, ",\n") .. "]"
end

local text = document(100)
local total = 0
for _ = 1, tonumber(arg[1]) or 200 do total = total + Parser.new(text):value():weight() end
print(("%d %d"):format(#text, total))
