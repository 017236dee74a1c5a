// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import chappe.sender.slot.Answer.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The books of one bot: the arithmetic of slots and marks, told the time. `reserve.lua` does the
/// same in Redis, and a test holds the two together. Not thread-safe; pure.
final class BotBooks {
  /// So long after Telegram has refused the whole bot its replies keep to the bot's rate.
  static final long STRICT = 300_000_000;

  /// A chat's time further ahead than this comes from a clock that was set back.
  static final long FARTHEST_OF_A_CHAT = 600_000_000;

  private static final int MARKS = 50_000;
  private static final int CHATS = 50_000;

  private long time;
  private long replies;
  private long paid;
  private long share;
  private long strictUntil;
  private final Map<String, Long> chats = oldest(CHATS);
  private final Map<String, Long> pauses = new HashMap<>();
  private final Map<String, Long> leases = new HashMap<>();
  private final Map<String, Mark> marks = oldest(MARKS);
  private final Set<String> parked = new HashSet<>();

  /// A map that forgets what was put in first.
  private static <T> Map<String, T> oldest(int most) {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
        return size() > most;
      }
    };
  }

  Answers answer(Batch batch, long now) {
    leases.put(batch.owner(), now + batch.lease());
    var limit = batch.limit();
    time = Math.max(near(time, now, GlobalLimit.FARTHEST, limit), now + batch.floor());
    replies = near(replies, now, GlobalLimit.FARTHEST, limit);
    paid = near(paid, now, GlobalLimit.FARTHEST, limit);
    boolean strict = limit.mode() == RateMode.STRICT || now < strictUntil;
    return new Answers(all(batch, now, strict), Math.max(0, time - now), strict);
  }

  private List<Answer> all(Batch batch, long now, boolean strict) {
    List<Answer> answers = new ArrayList<>();
    List<Integer> early = new ArrayList<>();
    @Nullable Answer full = null;
    for (Request request : batch.requests()) {
      if (!request.takesBulkSlot()) {
        answers.add(answer(batch, request, now, strict));
        continue;
      }
      var answer = full != null ? full : answer(batch, request, now, strict);
      answers.add(answer);
      if (answer instanceof Answer.Granted) {
        again(early, answers, batch, now, strict);
      } else if (isLater(answer, Reason.HORIZON)) {
        full = answer;
      } else if (isLater(answer, Reason.CHAT)) {
        early.add(answers.size() - 1);
      }
    }
    return answers;
  }

  /// The bot's time has moved: chats whose time it was not yet have the next slot, in their order.
  private void again(
      List<Integer> early, List<Answer> answers, Batch batch, long now, boolean strict) {
    for (int at = 0; at < early.size(); ) {
      int place = early.get(at);
      var answer = answer(batch, batch.requests().get(place), now, strict);
      if (isLater(answer, Reason.HORIZON)) {
        return;
      }
      if (answer instanceof Answer.Granted) {
        answers.set(place, answer);
        early.removeIf(it -> it == place);
        at = 0;
      } else {
        at++;
      }
    }
  }

  private static boolean isLater(Answer answer, Reason reason) {
    return answer instanceof Answer.Later later && later.reason() == reason;
  }

  private static long near(long time, long now, long farthest, GlobalLimit limit) {
    return time > now + farthest ? now + limit.horizon() : time;
  }

  private Answer answer(Batch batch, Request request, long now, boolean strict) {
    var mark = marks.get(request.id());
    if (request.marked() && mark != null) {
      switch (mark) {
        case Mark.Done(var result) -> {
          return new Answer.Done(result);
        }
        case Mark.Reserved(var owner, var slot) -> {
          long lease = leases.getOrDefault(owner, Long.MAX_VALUE);
          boolean own = owner.equals(batch.owner());
          if (!own && lease != Long.MAX_VALUE && lease > now) {
            return new Answer.Later(Reason.HELD, lease - now);
          }
          if (!own && !request.repeat() && slot < lease) {
            return new Answer.Ambiguous();
          }
        }
      }
    }
    long pause =
        Math.max(paused("", now), request.chat().isEmpty() ? 0 : paused(request.chat(), now));
    if (pause > 0) {
      return new Answer.Later(Reason.PAUSE, pause);
    }
    if (!request.released() && parked.contains(request.rank() + " " + request.chat())) {
      return new Answer.Parked();
    }
    return slot(batch, request, now, strict);
  }

  private long paused(String chat, long now) {
    return pauses.getOrDefault(chat, now) - now;
  }

  private Answer slot(Batch batch, Request request, long now, boolean strict) {
    var limit = batch.limit();
    boolean spaced = limit.mode() != RateMode.OFF;
    boolean takes = spaced && request.botCost() > 0;
    boolean bulk = request.rank() == Rank.BULK;
    boolean free = !bulk && !strict && !request.paid();
    var takeover = batch.takeovers().get(request.id());
    if (takeover != null) {
      giveBack(takeover);
    }
    long interval = request.paid() ? limit.paidInterval() : limit.interval();
    long line = request.paid() ? paid : free ? replies : time;
    long before = free ? 0 : GlobalLimit.roomBefore(request.botCost(), interval);
    long slot = takes ? Math.max(now, line + before) : now;
    if (takes && takeover != null && strict && takeover.slot() >= now && takeover.slot() < slot) {
      slot = takeover.slot();
    }
    long reach = bulk ? limit.horizon() : 2 * limit.horizon();
    if (takes && slot > now + reach + before && !(bulk && !request.paid() && now >= share)) {
      return new Answer.Later(Reason.HORIZON, slot - now - reach - before);
    }
    long chatTime = 0;
    if (spaced && request.chatCost() > 0) {
      chatTime = chats.getOrDefault(request.account(), 0L);
      if (chatTime > now + FARTHEST_OF_A_CHAT) {
        chatTime = now + request.limit().interval();
      }
      long earliest = request.limit().earliest(chatTime, request.chatCost(), request.bursts());
      if (earliest > slot) {
        return new Answer.Later(Reason.CHAT, earliest - now);
      }
      chatTime = request.limit().after(chatTime, slot, request.chatCost());
      chats.put(request.account(), chatTime);
    }
    if (takes) {
      move(batch, request, now, slot, free);
    }
    if (request.marked()) {
      marks.put(request.id(), new Mark.Reserved(batch.owner(), slot));
    }
    return new Answer.Granted(slot - now, slot, chatTime);
  }

  private void giveBack(Takeover takeover) {
    if (chats.getOrDefault(takeover.account(), 0L) == takeover.chatTime()) {
      chats.put(takeover.account(), takeover.slot());
    }
  }

  private void move(Batch batch, Request request, long now, long slot, boolean free) {
    var limit = batch.limit();
    int cost = request.botCost();
    if (request.paid()) {
      paid = slot + GlobalLimit.room(cost, limit.paidInterval());
    } else if (free) {
      replies = slot + cost * limit.replyInterval();
      // Bulk makes room for replies, but for its share.
      long moved = Math.max(time, now) + GlobalLimit.room(cost, limit.interval());
      time = Math.min(moved, Math.max(time, now + 2 * limit.horizon()));
    } else {
      if (request.rank() == Rank.BULK) {
        share = now + limit.share(cost);
      }
      time = Math.max(time, slot + GlobalLimit.room(cost, limit.interval()));
    }
  }

  void done(String id, String result) {
    marks.put(id, new Mark.Done(result));
  }

  void free(String id) {
    marks.remove(id);
  }

  void pause(String chat, long until, long now) {
    pauses.values().removeIf(it -> it <= now - FARTHEST_OF_A_CHAT);
    pauses.merge(chat, until, Math::max);
    if (chat.isEmpty()) {
      strictUntil = until + STRICT;
    }
  }

  void parked(String chat, Rank rank, boolean whether) {
    if (whether) {
      parked.add(rank + " " + chat);
    } else {
      parked.remove(rank + " " + chat);
    }
  }
}
