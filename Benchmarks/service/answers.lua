-- Counts the answers of all threads by status, and prints one line that tells what was measured.
local threads = {}

function setup(thread)
  thread:set("id", #threads)
  table.insert(threads, thread)
end

function count(status, headers)
  counts = counts or {}
  counts[status] = (counts[status] or 0) + 1
  if (status == 429 or status == 503) and not headers["Retry-After"] then
    without_pause = (without_pause or 0) + 1
  end
end

function response(status, headers, body)
  count(status, headers)
end

function done(summary, latency, requests)
  local statuses, without = {}, 0
  for _, thread in ipairs(threads) do
    for status, number in pairs(thread:get("counts") or {}) do
      statuses[status] = (statuses[status] or 0) + number
    end
    without = without + (thread:get("without_pause") or 0)
  end
  local seen = {}
  for status, number in pairs(statuses) do
    table.insert(seen, status .. ":" .. number)
  end
  table.sort(seen)
  local e = summary.errors
  print(string.format(
    "measured: %.0f answers/s, p50 %.2f ms, p99 %.2f ms, max %.2f ms; statuses %s; "
    .. "%d refusals without Retry-After; errors: connect %d, read %d, write %d, timeout %d",
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3, latency.max / 1e3, table.concat(seen, " "), without,
    e.connect, e.read, e.write, e.timeout))
end
