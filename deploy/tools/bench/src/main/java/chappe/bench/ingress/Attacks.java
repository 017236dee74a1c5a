// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/// Draws attacks from a seed: the same seed gives the same ones. Not thread-safe.
final class Attacks {
  private static final int LIMIT = 1 << 20;
  private static final byte[] BOMB = bomb();

  private final Random random;
  private final String secret;
  private final List<Supplier<Attack>> kinds;
  private long count;

  /// @param secret the right one of the bot `demo`
  Attacks(long seed, String secret) {
    this.random = new Random(seed);
    this.secret = secret;
    this.kinds =
        List.of(
            () -> taken("update", update()),
            () -> taken("truncated", cut(update())),
            () -> taken("nested", nested()),
            () -> taken("encoding", encoded()),
            () -> taken("bytes", noise(random.nextInt(2000))),
            () -> taken("duplicate keys", duplicates()),
            () -> taken("numbers", numbers()),
            () -> with("compressed", "Content-Encoding: gzip\r\n" + header(secret), BOMB, 200),
            () -> with("no secret", "", update(), 401),
            () -> with("wrong secret", header("wrong-" + count), update(), 403),
            () -> announced("too large", LIMIT + 1L + random.nextInt(Integer.MAX_VALUE), 413),
            () -> announced("cut off", 1000L, 0, 400),
            this::headerFlood,
            this::longAddress,
            this::chunks,
            () -> new Attack("no http", line(noise(300)), Set.of(400, 505, 0)),
            this::mutated);
  }

  Attack next() {
    count++;
    return kinds.get(random.nextInt(kinds.size())).get();
  }

  /// Authenticated, so it is taken: as an update or as a dead letter.
  private Attack taken(String kind, byte[] body) {
    return with(kind, header(secret), body, 200);
  }

  private Attack with(String kind, String headers, byte[] body, Integer... right) {
    return new Attack(kind, request(Wire.PATH, headers, body), Set.of(right));
  }

  private Attack announced(String kind, long length, Integer... right) {
    var head = head(Wire.PATH, header(secret)) + "Content-Length: " + length + "\r\n\r\n{";
    return new Attack(kind, head.getBytes(ISO_8859_1), Set.of(right));
  }

  private Attack headerFlood() {
    var flood =
        IntStream.range(0, 300 + random.nextInt(300))
            .mapToObj(it -> "X-" + it + ": " + "y".repeat(40) + "\r\n")
            .collect(Collectors.joining());
    return with("header flood", header(secret) + flood, update(), 431);
  }

  private Attack longAddress() {
    var path = "/webhook/" + "x".repeat(9_000 + random.nextInt(9_000));
    return new Attack("long address", request(path, header(secret), update()), Set.of(414));
  }

  private Attack chunks() {
    var head = head(Wire.PATH, header(secret)) + "Transfer-Encoding: chunked\r\n\r\n";
    var size =
        List.of("zz", "-1", "fffffffffffffffff", "", "5;a=b\r\n{\"a\"").get(random.nextInt(5));
    return new Attack(
        "chunks", (head + size + "\r\n}\r\n0\r\n\r\n").getBytes(ISO_8859_1), Set.of(400, 200, 0));
  }

  /// A good request with some of its bytes changed: anything but a fault of the server's is right.
  private Attack mutated() {
    byte[] bytes = request(Wire.PATH, header(secret), update());
    for (int i = random.nextInt(6); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return new Attack(
        "mutated",
        bytes,
        Set.of(200, 400, 401, 403, 404, 405, 408, 411, 413, 414, 415, 417, 426, 431, 501, 505, 0));
  }

  private byte[] update() {
    return "{\"update_id\":%d,\"message\":{\"chat\":{\"id\":%d},\"text\":\"t\"}}"
        .formatted(count, random.nextInt(1000))
        .getBytes(UTF_8);
  }

  private byte[] cut(byte[] body) {
    return Arrays.copyOf(body, random.nextInt(body.length));
  }

  private byte[] nested() {
    int depth = 10_000;
    var open = random.nextBoolean() ? "[" : "{\"a\":";
    return ("{\"update_id\":1,\"message\":" + open.repeat(depth)).getBytes(UTF_8);
  }

  private byte[] encoded() {
    byte[] text = random.nextBoolean() ? new String(update(), UTF_8).getBytes(UTF_16LE) : update();
    text[random.nextInt(text.length)] = (byte) (0x80 | random.nextInt(128));
    return text;
  }

  private byte[] duplicates() {
    var names =
        ",\"message\":{\"chat\":{\"id\":1},\"chat\":{\"id\":2}}".repeat(1 + random.nextInt(500));
    return ("{\"update_id\":1,\"update_id\":2" + names + "}").getBytes(UTF_8);
  }

  private byte[] numbers() {
    var number = "9".repeat(1 + random.nextInt(5_000)) + (random.nextBoolean() ? "e999999999" : "");
    return ("{\"update_id\":" + number + ",\"message\":{\"chat\":{\"id\":" + number + "}}}")
        .getBytes(UTF_8);
  }

  private byte[] noise(int length) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] line(byte[] noise) {
    byte[] ended = Arrays.copyOf(noise, noise.length + 4);
    System.arraycopy("\r\n\r\n".getBytes(ISO_8859_1), 0, ended, noise.length, 4);
    return ended;
  }

  /// A gigabyte of zeros would be some 1 MB; a tenth of it does.
  private static byte[] bomb() {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      byte[] zeros = new byte[LIMIT];
      for (int i = 0; i < 100; i++) {
        gzip.write(zeros);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String header(String secret) {
    return "X-Telegram-Bot-Api-Secret-Token: " + secret + "\r\n";
  }

  private static String head(String path, String headers) {
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers;
  }

  private static byte[] request(String path, String headers, byte[] body) {
    byte[] head =
        (head(path, headers) + "Content-Length: " + body.length + "\r\n\r\n").getBytes(ISO_8859_1);
    byte[] all = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }
}
