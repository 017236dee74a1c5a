// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.update;

import static chappe.ingress.update.SampleUpdates.json;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateScannerTest {
  private final UpdateScanner scanner = new UpdateScanner();

  static List<SampleUpdates.Sample> samples() {
    return SampleUpdates.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void findsIdKindAndOwnerOfEveryKind(SampleUpdates.Sample sample) {
    assertThat(scan(sample.json())).isEqualTo(new Scan.Update(1000, sample.kind(), sample.owner()));
  }

  @Test
  void samplesCoverAllKnownKinds() {
    assertThat(SampleUpdates.all().stream().map(SampleUpdates.Sample::kind))
        .hasSize(27)
        .containsExactlyInAnyOrderElementsOf(UpdateKinds.KNOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // a message of an inline message has no chat
        "callback_query | 42 | {'from':{'id':42},'inline_message_id':'x'}",
        // an inaccessible message still has one
        "callback_query | -5 | {'message':{'date':0,'chat':{'id':-5}},'from':{'id':42}}",
        // an anonymous voter is a chat
        "poll_answer | -1003 | {'poll_id':'1','voter_chat':{'id':-1003},'option_ids':[]}",
        "poll_answer | 42 | {'voter_chat':{'id':-1003},'user':{'id':42}}",
        // kinds to come
        "brand_new | -4 | {'user':{'id':1},'chat':{'id':-4},'from':{'id':2}}",
        "brand_new | 2 | {'user':{'id':1},'from':{'id':2},'other':{'chat':{'id':9}}}",
        "brand_new | 1 | {'user':{'id':1}}",
        "brand_new | -6 | {'message':{'chat':{'id':-6}}}",
        "brand_new | 7 | {'nothing':{'deep':{'chat':{'id':9}}}}",
        // ids that are none
        "message | 7 | {'chat':{'id':'12'}}",
        "message | 7 | {'chat':{'id':1.0}}",
        "message | 7 | {'chat':{'id':99999999999999999999}}",
        "message | 7 | {'chat':[{'id':1}]}",
        "message | 7 | {'chat':null,'message':[1]}",
        "poll | 7 | {'id':5}",
        "poll | 7 | {'id':''}",
        "poll | 7 | {'id':'two words'}",
        // largest and smallest
        "message | 9223372036854775807 | {'chat':{'id':9223372036854775807}}",
        "message | -9223372036854775808 | {'chat':{'id':-9223372036854775808}}",
        // the last of a name counts, as in a tree
        "message | 2 | {'chat':{'id':1},'chat':{'id':2}}",
        "message | 2 | {'chat':{'id':1,'id':2}}",
      })
  void fallsBackInOrder(String kind, String owner, String object) {
    assertThat(scan(json("{'update_id':7,'" + kind + "':" + object + "}")))
        .isEqualTo(new Scan.Update(7, kind, owner));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "message | {'message':{'chat':{'id':1}},'update_id':7}",
        "message | {'later':{},'message':{'chat':{'id':1}},'update_id':7,'newer':{}}",
        "message |"
            + " {'update_id':6,'update_id':7,'message':{'chat':{'id':2}},'message':{'chat':{'id':1}}}",
        "message | {'update_id':7,'flag':true,'list':[{}],'message':{'chat':{'id':1}}}",
        "message | {'update_id':7,'message':{'chat':{'id':1}},'edited_message':{'chat':{'id':2}}}",
      })
  void readsFieldsInAnyOrder(String kind, String object) {
    assertThat(scan(json(object))).isEqualTo(new Scan.Update(7, kind, "1"));
  }

  @Test
  void ofAnUpdateWithoutAKindTheIdIsTheOwner() {
    assertThat(scan("{\"update_id\":7}")).isEqualTo(new Scan.Update(7, "unknown", "7"));
    assertThat(scan("{\"update_id\":7,\"Bad Name\":{\"chat\":{\"id\":1}}}"))
        .isEqualTo(new Scan.Update(7, "unknown", "7"));
    assertThat(scan("{\"update_id\":7,\"" + "a".repeat(65) + "\":{}}"))
        .isEqualTo(new Scan.Update(7, "unknown", "7"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | empty body",
        "'   ' | not a JSON object",
        "null | not a JSON object",
        "[] | not a JSON object",
        "5 | not a JSON object",
        "hello | broken JSON at byte 0",
        "{ | broken JSON at byte 1",
        "{} | no update_id",
        "{\"message\":{}} | no update_id",
        "{\"update_id\":\"7\"} | update_id is no usable number",
        "{\"update_id\":7.0} | update_id is no usable number",
        "{\"update_id\":-7} | update_id is no usable number",
        "{\"update_id\":null} | update_id is no usable number",
        "{\"update_id\":{\"update_id\":7}} | update_id is no usable number",
        "{\"update_id\":9007199254740992} | update_id is no usable number",
        "{\"update_id\":99999999999999999999999} | update_id is no usable number",
        "{\"update_id\":7} x | broken JSON at byte 16",
        "{\"update_id\":7}{} | more than one JSON value",
        "{\"update_id\":7,} | broken JSON at byte 15",
      })
  void saysWhyABodyIsNoUpdate(String body, String reason) {
    assertThat(scan(body)).isEqualTo(new Scan.Unreadable(reason));
  }

  @ParameterizedTest
  @ValueSource(ints = {1_001, 10_000, 500_000})
  void refusesWhatNestsTooDeep(int depth) {
    var body =
        "{\"update_id\":7,\"message\":{\"x\":" + "[".repeat(depth) + "]".repeat(depth) + "}}";
    assertThat(scan(body)).isInstanceOf(Scan.Unreadable.class);
  }

  @Test
  void refusesNumbersThatNobodyCanRead() {
    assertThat(scan("{\"update_id\":7,\"message\":{\"x\":" + "9".repeat(100_000) + "}}"))
        .isInstanceOf(Scan.Unreadable.class);
    assertThat(scan("{\"update_id\":" + "9".repeat(100_000) + "}"))
        .isInstanceOf(Scan.Unreadable.class);
  }

  @Test
  void refusesOtherEncodings() {
    var body = SampleUpdates.all().getFirst().json();
    assertThat(scanner.scan(body.getBytes(UTF_16LE))).isEqualTo(NOT_UTF_8);
    assertThat(scanner.scan(body.getBytes(UTF_16BE))).isEqualTo(NOT_UTF_8);
    assertThat(scan("\uFEFF" + body)).isEqualTo(NOT_UTF_8);
    assertThat(
            scanner.scan(
                "{\"update_id\":7,\"x\":\"\u00e4\"}"
                    .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)))
        .isInstanceOf(Scan.Unreadable.class);
  }

  @Test
  void refusesEveryTruncation() {
    for (var sample : SampleUpdates.all()) {
      var body = sample.json().getBytes(UTF_8);
      for (int length = 0; length < body.length; length++) {
        assertThat(scanner.scan(Arrays.copyOf(body, length)))
            .as("%s cut to %d", sample, length)
            .isInstanceOf(Scan.Unreadable.class);
      }
    }
  }

  @Test
  void neverThrowsAndWhatItReadsTheCodecReadsToo() {
    long seed = 20260101;
    var random = new Random(seed);
    var samples = SampleUpdates.all();
    int read = 0;
    for (int i = 0; i < 100_000; i++) {
      var body =
          mutated(random, samples.get(random.nextInt(samples.size())).json().getBytes(UTF_8));
      if (scanner.scan(body) instanceof Scan.Update update) {
        read++;
        assertThat(Json.tree(body).path("update_id").asLong(-1))
            .as("seed %d, round %d", seed, i)
            .isEqualTo(update.id());
        assertThat(update.owner()).isNotEmpty();
      }
    }
    assertThat(read).as("updates that survived").isBetween(1_000, 99_000);
  }

  private static byte[] mutated(Random random, byte[] body) {
    var bytes = body.clone();
    for (int change = random.nextInt(3); change >= 0; change--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] = (byte) "{}[]:,\"\\0e-".charAt(random.nextInt(11));
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        case 3 -> System.arraycopy(body, 0, bytes, at, Math.min(body.length, bytes.length - at));
        default -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      }
    }
    return bytes;
  }

  @Test
  void boundsWhatBecomesALabel() {
    assertThat(UpdateKinds.bounded("message")).isEqualTo("message");
    assertThat(UpdateKinds.bounded("brand_new")).isEqualTo("other");
    assertThat(UpdateKinds.bounded("unknown")).isEqualTo("other");
  }

  @Test
  void reasonsHoldNothingOfTheBody() {
    var secret = "{\"update_id\":7,\"text\":\"my secret word\", oops";
    assertThat(((Scan.Unreadable) scan(secret)).reason()).isEqualTo("broken JSON at byte 40");
  }

  private static final Scan NOT_UTF_8 = new Scan.Unreadable("not JSON in UTF-8");

  private Scan scan(String body) {
    return scanner.scan(body.getBytes(UTF_8));
  }
}
