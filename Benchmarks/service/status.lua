-- Reads the status of the run that the environment names.
dofile(os.getenv("HERE") .. "/answers.lua")

local path = "/v1/runs/" .. os.getenv("RUN")

function request()
  return wrk.format("GET", path)
end
