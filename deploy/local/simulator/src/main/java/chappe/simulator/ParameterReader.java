// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import chappe.common.json.Json;
import chappe.common.json.UnreadableJson;
import chappe.simulator.chat.Upload;
import chappe.simulator.method.Answer;
import chappe.simulator.method.Parameters;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Reads the parameters of a request from wherever they may be: the query, a form, JSON, or a
/// multipart form with files. What the body says goes before the query.
final class ParameterReader {
  /// What Telegram takes of all parameters together, files apart.
  static final int MAX_BYTES = 1 << 20;

  /// What Telegram takes of all files of a request together.
  static final long MAX_UPLOAD_BYTES = 50L << 20;

  private static final int MAX_FILES = 50;

  /// What was read.
  sealed interface Read {
    record Good(Parameters parameters) implements Read {}

    record Bad(Answer.Refused answer) implements Read {}
  }

  private ParameterReader() {}

  static Read read(Context context) {
    Map<String, String> values = new LinkedHashMap<>();
    String query = Objects.requireNonNullElse(context.queryString(), "");
    values.putAll(FormText.read(query).values());
    String type = Objects.requireNonNullElse(context.contentType(), "").toLowerCase(Locale.ROOT);
    if (type.startsWith("multipart/form-data")) {
      return multipart(context, values);
    }
    // read to its end even where it is too long: a caller that still writes would not see the
    // answer
    byte[] body = context.bodyAsBytes();
    if (body.length > MAX_BYTES) {
      return new Read.Bad(Answer.refused(413, "Request Entity Too Large"));
    }
    if (type.startsWith("application/json") && body.length > 0) {
      try {
        JsonNode json = Json.tree(body);
        if (!json.isObject()) {
          return new Read.Bad(Answer.bad("can't parse JSON object in the request"));
        }
        values.putAll(Parameters.of(json).values());
      } catch (UnreadableJson _) {
        return new Read.Bad(Answer.bad("can't parse JSON object in the request"));
      }
    } else {
      values.putAll(FormText.read(context.body()).values());
    }
    return new Read.Good(new Parameters(values));
  }

  private static Read multipart(Context context, Map<String, String> values) {
    // a file has an empty list among the texts
    context
        .formParamMap()
        .forEach((name, texts) -> texts.stream().findFirst().ifPresent(it -> values.put(name, it)));
    Map<String, Upload> uploads = new LinkedHashMap<>();
    long bytes = 0;
    for (var named : context.uploadedFileMap().entrySet()) {
      UploadedFile file = named.getValue().getFirst();
      bytes += file.size();
      if (bytes > MAX_UPLOAD_BYTES || uploads.size() >= MAX_FILES) {
        return new Read.Bad(Answer.refused(413, "Request Entity Too Large"));
      }
      try (InputStream content = file.content()) {
        uploads.put(
            named.getKey(),
            new Upload(
                file.filename(),
                Objects.requireNonNullElse(file.contentType(), ""),
                content.readAllBytes()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      values.put(named.getKey(), "attach://" + named.getKey());
    }
    return new Read.Good(new Parameters(values, uploads));
  }
}
