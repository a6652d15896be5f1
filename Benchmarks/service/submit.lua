-- Submits runs, each with a seed of its own, so that none is in the store already. Where MOST is
-- set a thread stops after that many.
dofile(os.getenv("HERE") .. "/answers.lua")

local file = io.open(os.getenv("HERE") .. "/small.yaml", "rb")
local body = file:read("*a")
file:close()

local headers = { ["Content-Type"] = "application/yaml" }
local first = tonumber(os.getenv("FIRST_SEED") or "1")
local paths = os.getenv("RUN_PATHS") or "64"
local most = tonumber(os.getenv("MOST") or "0")
local sent, answered = 0, 0

function request()
  sent = sent + 1
  local seed = first + id * 100000000 + sent
  return wrk.format(
    "POST", "/v1/runs?paths=" .. paths .. "&seed=" .. string.format("%d", seed), headers, body)
end

function response(status, headers, body)
  count(status, headers)
  answered = answered + 1
  if answered == most then
    wrk.thread:stop()
  end
end

-- Where PAUSE is set a connection waits so many milliseconds before each request.
if os.getenv("PAUSE") then
  function delay()
    return tonumber(os.getenv("PAUSE"))
  end
end
