-- For wrk: asks for the addresses of a file in turn, and prints rate, latency and errors as one line.
local targets = {}
local number = 0
local media = nil

function init(args)
  for line in io.lines(args[1]) do targets[#targets + 1] = line end
  media = args[2]
  -- Several threads begin at different places.
  number = tonumber(args[3] or "0")
end

function request()
  number = number + 1
  local target = targets[(number % #targets) + 1]
  -- "#" stands for a number that never comes again, so that no answer can be kept.
  target = target:gsub("#", tostring(number))
  return wrk.format("GET", target, { ["Accept"] = media })
end

function done(summary, latency, requests)
  local seconds = summary.duration / 1e6
  local errors = summary.errors
  io.write(string.format("RESULT %f %f %d\n", summary.requests / seconds, latency:percentile(95) / 1000,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
