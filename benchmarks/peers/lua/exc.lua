local function check(i)
  if i >= 0 then error({message = "boom"}) end
  return i
end

local function middle(i) return check(i) + 1 end

local function outer(i) return middle(i) + 1 end

local caught = 0
for i = 0, (tonumber(arg[1]) or 1000000) - 1 do
  local ok, e = pcall(outer, i)
  if ok then
    caught = caught + e
  elseif e.message:sub(1, 1) == "b" then
    caught = caught + 1
  end
end
print(caught)
