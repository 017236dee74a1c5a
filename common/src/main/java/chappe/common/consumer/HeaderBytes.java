// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// A record's headers as bytes, for the database: name and value of each, their lengths first.
/// Pure.
final class HeaderBytes {
  private static final int NONE = -1;

  private HeaderBytes() {}

  static byte[] write(Headers headers) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      for (Header header : headers) {
        out.writeUTF(header.key());
        byte[] value = header.value();
        out.writeInt(value == null ? NONE : value.length);
        if (value != null) {
          out.write(value);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static RecordHeaders read(byte[] bytes) {
    var headers = new RecordHeaders();
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      while (in.available() > 0) {
        String name = in.readUTF();
        int length = in.readInt();
        headers.add(name, length == NONE ? null : in.readNBytes(length));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return headers;
  }
}
