-- The arithmetic of BotBooks, in Redis, by Redis's clock: slots and marks for a batch of one bot.
-- KEYS: times, pause of the bot, lease of this sender; for each request its mark, its chat's time,
-- pause and whether its lane is parked; then the chats of the slots that are taken over.
-- ARGV: owner, lease, mode, interval, reply interval, paid interval, horizon, floor, prefix of leases,
-- number of requests; for each request rank, cost for the bot, cost for the chat, interval and burst of
-- the chat, flags, takeover (place among the keys, slot and the chat's time).
-- All times are microseconds. Answers with four texts for each request, after two for the whole.
local FARTHEST, FARTHEST_OF_A_CHAT, MEMORY = 5000000, 600000000, 60000000
local SHARE, MOST = 5, 30
local KEPT, LEASES_KEPT, TIMES_KEPT = 604800000, 86400000, 600000

local function text(number) return string.format('%.0f', number) end

local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local owner, lease, mode = ARGV[1], tonumber(ARGV[2]), ARGV[3]
local interval, reply_interval, paid_interval = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local horizon, floor, leases, count = tonumber(ARGV[7]), tonumber(ARGV[8]), ARGV[9], tonumber(ARGV[10])

redis.call('SET', KEYS[3], text(now + lease), 'PX', LEASES_KEPT)
local known = redis.call('HMGET', KEYS[1], 'time', 'replies', 'paid', 'share', 'strict')
local function near(value)
  local time = tonumber(value or 0)
  if time > now + FARTHEST then return now + horizon end
  return time
end
local time, replies, paid = math.max(near(known[1]), now + floor), near(known[2]), near(known[3])
local share, strict_until = tonumber(known[4] or 0), tonumber(known[5] or 0)
local strict = mode == 'STRICT' or now < strict_until
local bot_pause = tonumber(redis.call('GET', KEYS[2]) or 0) - now

local found = {}
if #KEYS > 3 then
  local values = redis.call('MGET', unpack(KEYS, 4))
  for i = 4, #KEYS do found[KEYS[i]] = values[i - 3] end
end

local moved = time ~= tonumber(known[1] or 0)

local function one(i)
  local key, arg = 4 * i, 4 + 7 * i
  local rank, cost, chat_cost = ARGV[arg], tonumber(ARGV[arg + 1]), tonumber(ARGV[arg + 2])
  local chat_interval, burst = tonumber(ARGV[arg + 3]), tonumber(ARGV[arg + 4])
  local flags, takeover = ARGV[arg + 5], ARGV[arg + 6]
  local marked, is_paid = string.find(flags, 'm', 1, true), string.find(flags, 'p', 1, true)
  local bulk = rank == 'BULK'

  local mark = marked and found[KEYS[key]]
  if mark then
    if string.sub(mark, 1, 1) == 'd' then return 'd', string.sub(mark, 3), '', '' end
    local slot, marked_by = string.match(mark, '^r|(%d+)|(.*)$')
    if marked_by ~= owner then
      local alive = tonumber(redis.call('GET', leases .. marked_by) or -1)
      if alive > now then return 'l', 'HELD', text(alive - now), '' end
      if not string.find(flags, 'r', 1, true) and (alive < 0 or tonumber(slot) < alive) then
        return 'a', '', '', ''
      end
    end
  end
  local pause = math.max(bot_pause, tonumber(found[KEYS[key + 2]] or 0) - now)
  if pause > 0 then return 'l', 'PAUSE', text(pause), '' end
  if found[KEYS[key + 3]] and not string.find(flags, 'l', 1, true) then return 'k', '', '', '' end

  local spaced = mode ~= 'OFF'
  local takes = spaced and cost > 0
  local free = not bulk and not strict and not is_paid
  local place, taken_slot, taken_time = string.match(takeover, '^(%d+):(%d+):(%d+)$')
  if place then
    taken_slot = tonumber(taken_slot)
    local taken_chat = KEYS[tonumber(place)]
    if tonumber(found[taken_chat] or 0) == tonumber(taken_time) then
      found[taken_chat] = text(taken_slot)
      redis.call('SET', taken_chat, text(taken_slot), 'PX', math.max(1, math.ceil((taken_slot - now + MEMORY) / 1000)))
    end
  end
  local own_interval = is_paid and paid_interval or interval
  local line = is_paid and paid or free and replies or time
  local before = free and 0 or (math.min(cost, MOST) - 1) * own_interval
  local slot = takes and math.max(now, line + before) or now
  if takes and place and strict and taken_slot >= now and taken_slot < slot then slot = taken_slot end
  local reach = (bulk and horizon or 2 * horizon) + before
  if takes and slot > now + reach and not (bulk and not is_paid and now >= share) then
    return 'l', 'HORIZON', text(slot - now - reach), ''
  end
  local chat_time = 0
  if spaced and chat_cost > 0 then
    chat_time = tonumber(found[KEYS[key + 1]] or 0)
    if chat_time > now + FARTHEST_OF_A_CHAT then chat_time = now + chat_interval end
    local ahead = burst - chat_cost
    if bulk then ahead = math.min(0, ahead) end
    local earliest = chat_time - math.max(-MEMORY, ahead * chat_interval)
    if earliest > slot then return 'l', 'CHAT', text(earliest - now), '' end
    chat_time = math.max(chat_time, slot) + chat_cost * chat_interval
    found[KEYS[key + 1]] = text(chat_time)
    redis.call('SET', KEYS[key + 1], text(chat_time), 'PX', math.ceil((chat_time - now + MEMORY) / 1000))
  end
  if takes then
    moved = true
    local room = math.min(cost, MOST)
    if is_paid then
      paid = slot + room * paid_interval
    elseif free then
      replies = slot + cost * reply_interval
      time = math.min(math.max(time, now) + room * interval, math.max(time, now + 2 * horizon))
    else
      if bulk then share = now + SHARE * room * interval end
      time = math.max(time, slot + room * interval)
    end
  end
  if marked then
    found[KEYS[key]] = 'r|' .. text(slot) .. '|' .. owner
    redis.call('SET', KEYS[key], found[KEYS[key]], 'PX', KEPT)
  end
  return 'g', text(slot - now), text(slot), text(chat_time)
end

local answers = { '', strict and '1' or '0' }

local function answered(i, a, b, c, d)
  local at = 4 * i - 1
  answers[at], answers[at + 1], answers[at + 2], answers[at + 3] = a, b, c, d
end

-- The bot's time has moved: chats whose time it was not yet have the next slot, in their order.
local early = {}
local function again()
  local at = 1
  while at <= #early do
    local a, b, c, d = one(early[at])
    if a == 'l' and b == 'HORIZON' then return end
    if a == 'g' then
      answered(early[at], a, b, c, d)
      table.remove(early, at)
      at = 1
    else
      at = at + 1
    end
  end
end

local full
for i = 1, count do
  local arg = 4 + 7 * i
  local takes_bulk_slot = ARGV[arg] == 'BULK' and tonumber(ARGV[arg + 1]) > 0
      and not string.find(ARGV[arg + 5], 'p', 1, true)
  if not takes_bulk_slot then
    answered(i, one(i))
  elseif full then
    answered(i, 'l', 'HORIZON', full, '')
  else
    local a, b, c, d = one(i)
    answered(i, a, b, c, d)
    if a == 'g' then
      again()
    elseif a == 'l' and b == 'HORIZON' then
      full = c
    elseif a == 'l' and b == 'CHAT' then
      early[#early + 1] = i
    end
  end
end
if moved then
  redis.call('HSET', KEYS[1], 'time', text(time), 'replies', text(replies), 'paid', text(paid), 'share', text(share))
  redis.call('PEXPIRE', KEYS[1], TIMES_KEPT)
end
answers[1] = text(math.max(0, time - now))
return answers
