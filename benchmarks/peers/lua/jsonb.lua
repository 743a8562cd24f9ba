-- Lua has no JSON of its own: reader and writer are in Lua, as users of plain Lua have them. Objects keep the order of
-- their keys through a list under the key `ORDER`, so that writing again gives the same text.
local ORDER = {}

local escapes = {['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t"}

local function quote(s) return '"' .. s:gsub('[%c"\\]', escapes) .. '"' end

local write

local function writeTable(value, out)
  local order = value[ORDER]
  if order then
    out[#out + 1] = "{"
    for i = 1, #order do
      if i > 1 then out[#out + 1] = "," end
      out[#out + 1] = quote(order[i])
      out[#out + 1] = ":"
      write(value[order[i]], out)
    end
    out[#out + 1] = "}"
    return
  end
  out[#out + 1] = "["
  for i = 1, #value do
    if i > 1 then out[#out + 1] = "," end
    write(value[i], out)
  end
  out[#out + 1] = "]"
end

function write(value, out)
  local kind = type(value)
  if kind == "table" then
    writeTable(value, out)
  elseif kind == "string" then
    out[#out + 1] = quote(value)
  else
    out[#out + 1] = tostring(value)
  end
end

local function stringify(value)
  local out = {}
  write(value, out)
  return table.concat(out)
end

local unescapes = {b = "\b", f = "\f", n = "\n", r = "\r", t = "\t"}
local parseValue

local function skip(text, at) return text:find("[^ \t\r\n]", at) end

local function parseString(text, at)
  local stop = text:find('["\\]', at + 1)
  if text:byte(stop) == 34 then return text:sub(at + 1, stop - 1), stop + 1 end
  local last = at
  repeat
    last = text:find('["\\]', last + 1)
    local escaped = text:byte(last) == 92
    if escaped then last = last + 1 end
  until not escaped
  local raw = text:sub(at + 1, last - 1)
  return raw:gsub("\\(.)", function(c) return unescapes[c] or c end), last + 1
end

local function parseArray(text, at)
  local result = {}
  at = skip(text, at + 1)
  if text:byte(at) == 93 then return result, at + 1 end
  while true do
    result[#result + 1], at = parseValue(text, at)
    at = skip(text, at)
    if text:byte(at) == 93 then return result, at + 1 end
    at = skip(text, at + 1)
  end
end

local function parseObject(text, at)
  local order = {}
  local result = {[ORDER] = order}
  at = skip(text, at + 1)
  if text:byte(at) == 125 then return result, at + 1 end
  while true do
    local key
    key, at = parseString(text, at)
    order[#order + 1] = key
    at = skip(text, skip(text, at) + 1)
    result[key], at = parseValue(text, at)
    at = skip(text, at)
    if text:byte(at) == 125 then return result, at + 1 end
    at = skip(text, at + 1)
  end
end

function parseValue(text, at)
  local c = text:byte(at)
  if c == 123 then return parseObject(text, at) end
  if c == 91 then return parseArray(text, at) end
  if c == 34 then return parseString(text, at) end
  if c == 116 then return true, at + 4 end
  if c == 102 then return false, at + 5 end
  local first, last = text:find("^[-+.eE%d]+", at)
  return tonumber(text:sub(first, last)), last + 1
end

local function parse(text) return (parseValue(text, skip(text, 1))) end

local keys = {"id", "name", "email", "score", "active", "tags", "pos"}
local posKeys = {"x", "y"}

local function record(i)
  return {
    [ORDER] = keys,
    id = i,
    name = "user name " .. i,
    email = "user" .. i .. "@example.com",
    score = i * 0.5,
    active = i % 2 == 0,
    tags = {"a", "bb", "ccc"},
    pos = {[ORDER] = posKeys, x = i, y = -i},
  }
end

local size = tonumber(arg[1]) or 30000
local records = {}
for i = 0, size - 1 do records[#records + 1] = record(i) end
local text = stringify(records)
records = parse(text)
local total = 0
for _, r in ipairs(records) do total = total + r.id + r.pos.y + #r.tags end
local again = stringify(records)
print(("%d %s"):format(total, again == text))
