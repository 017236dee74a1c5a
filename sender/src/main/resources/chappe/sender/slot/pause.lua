-- Pauses a chat or, where KEYS[2] is there, the whole bot, whose replies then keep to its rate.
-- ARGV: length in microseconds, how long the bot is strict afterwards, how long times are kept (ms).
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local wanted = now + tonumber(ARGV[1])
if tonumber(redis.call('GET', KEYS[1]) or 0) < wanted then
  redis.call('SET', KEYS[1], string.format('%.0f', wanted), 'PX', math.ceil(tonumber(ARGV[1]) / 1000))
end
if KEYS[2] then
  redis.call('HSET', KEYS[2], 'strict', string.format('%.0f', wanted + tonumber(ARGV[2])))
  redis.call('PEXPIRE', KEYS[2], math.ceil((tonumber(ARGV[1]) + tonumber(ARGV[2])) / 1000) + tonumber(ARGV[3]))
end
return 1
