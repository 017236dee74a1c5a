// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomTest {
  private final Room room =
      new Room(GlobalLimit.of(RateMode.ADAPTIVE, 30, 0, Duration.ofMillis(500)));

  @Test
  void urgentGoesBeforeRepliesAndTheyBeforeBulk() {
    room.add(request("bulk", Rank.BULK, "1"), 0, 0);
    room.add(request("reply", Rank.REPLY, "2"), 0, 0);
    room.add(request("urgent", Rank.URGENT, "3"), 0, 0);
    assertThat(ids(room.batch(0))).containsExactly("urgent", "reply", "bulk");
  }

  @Test
  void theChatWithTheLongestTimeLeftGoesFirst() {
    room.add(request("short", Rank.BULK, "1"), 0, 0);
    room.add(request("long", Rank.BULK, "2"), 9, 0);
    room.add(request("group", Rank.BULK, "-3"), 9, 0);
    assertThat(ids(room.batch(0))).containsExactly("group", "long", "short");
  }

  @Test
  void waitingCountsAsMuchAsWhatIsLeftSoThatNobodyWaitsForEver() {
    room.add(request("short", Rank.BULK, "1"), 0, 0);
    room.add(request("endless", Rank.BULK, "2"), 1_000_000, 950_000_000);
    room.add(request("endless too", Rank.BULK, "3"), 1_000_000, 960_000_000);
    assertThat(ids(room.batch(960_000_000))).containsExactly("endless", "short", "endless too");
  }

  @Test
  void whatChatsDoNotTakeYetIsNotAskedFor() {
    var first = room.add(request("1", Rank.BULK, "-1"), 1, 0);
    assertThat(room.batch(0)).containsExactly(first);
    room.answered(new Answers(List.of(), 33_000, false), true, 1, 1_000);
    assertThat(room.answered(first, new Answer.Granted(0, 7_000_000, 11_000_000), 1_000)).isEmpty();

    var second = room.add(request("2", Rank.BULK, "-1"), 0, 2_000);
    assertThat(room.batch(3_000_000)).isEmpty();
    assertThat(room.next()).contains(3_501_000L);
    assertThat(room.batch(3_501_000)).containsExactly(second);
  }

  @Test
  void bulkIsAskedForWhenMostOfTheHorizonIsFree() {
    room.add(request("1", Rank.BULK, "1"), 0, 0);
    room.batch(0);
    room.answered(new Answers(List.of(), 500_000, false), true, 15, 0);
    room.add(request("2", Rank.BULK, "2"), 0, 10);
    assertThat(room.batch(332_000)).isEmpty();
    room.add(request("reply", Rank.REPLY, "3"), 0, 20);
    assertThat(ids(room.batch(332_000))).containsExactly("reply");
    assertThat(room.next()).contains(333_333L);
    assertThat(ids(room.batch(333_333))).containsExactly("2");
  }

  @Test
  void whileTheBooksAreAwayNothingIsAskedForAndNothingIsLost() {
    room.add(request("1", Rank.REPLY, "1"), 0, 0);
    room.away(room.batch(0), 500_000);
    assertThat(room.batch(499_999)).isEmpty();
    assertThat(room.next()).contains(500_000L);
    assertThat(ids(room.batch(500_000))).containsExactly("1");
  }

  @Test
  void aLongPauseIsNotWaitedForHere() {
    var waiting = room.add(request("1", Rank.BULK, "1"), 0, 0);
    room.batch(0);
    assertThat(room.answered(waiting, later(Answer.Reason.PAUSE, 59_000_000), 0)).isEmpty();
    assertThat(room.answered(waiting, later(Answer.Reason.PAUSE, 61_000_000), 0))
        .contains(new Turn.Paused(Duration.ofSeconds(61)));
  }

  @Test
  void whoGaveUpIsNotAskedFor() {
    var waiting = room.add(request("1", Rank.BULK, "1"), 0, 0);
    waiting.turn.complete(new Turn.Expired());
    assertThat(room.batch(0)).isEmpty();
  }

  private static Answer later(Answer.Reason reason, long delay) {
    return new Answer.Later(reason, delay);
  }

  private static List<String> ids(List<Waiting> batch) {
    return batch.stream().map(it -> it.request.id()).toList();
  }

  static Request request(String id, Rank rank, String chat) {
    return new Request(
        id,
        "demo",
        rank,
        chat,
        chat,
        chat.startsWith("-") ? ChatLimit.GROUP : ChatLimit.PRIVATE,
        1,
        1,
        true,
        false,
        false,
        false);
  }
}
