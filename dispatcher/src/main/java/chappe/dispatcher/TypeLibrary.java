// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.ApiFailure;
import chappe.bot.UnreadableUpdate;
import chappe.common.json.Json;
import chappe.common.telegram.FilePart;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonParseException;
import com.pengrad.telegrambot.model.Update;
import com.pengrad.telegrambot.model.request.InputFile;
import com.pengrad.telegrambot.request.BaseRequest;
import com.pengrad.telegrambot.response.BaseResponse;
import com.pengrad.telegrambot.utility.BotUtils;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The way to and from the types of the Bot API: the only place that knows how the type library
/// reads and writes JSON. Pure.
final class TypeLibrary {
  private TypeLibrary() {}

  /// @throws UnreadableUpdate where the library cannot
  static Update update(IncomingUpdate update) {
    try {
      return BotUtils.parseUpdate(new String(update.bytes(), StandardCharsets.UTF_8));
    } catch (JsonParseException
        | IllegalStateException
        | IllegalArgumentException
        | NullPointerException
        | UnsupportedOperationException e) {
      // The cause is left behind: its message may quote what a person wrote.
      throw new UnreadableUpdate(update.kind(), e.getClass());
    }
  }

  /// What Telegram answered to a request.
  ///
  /// @param result the answer's `result`
  /// @throws ApiFailure where the library cannot read it; as JSON it is there all the same
  static <R extends BaseResponse> R response(BaseRequest<?, R> request, byte[] result) {
    var answer = "{\"ok\":true,\"result\":" + new String(result, StandardCharsets.UTF_8) + "}";
    try {
      return BotUtils.fromJson(answer, request.getResponseType());
    } catch (JsonParseException
        | IllegalStateException
        | IllegalArgumentException
        | NullPointerException
        | UnsupportedOperationException e) {
      throw new ApiFailure(
          request.getMethod(), 0, "the type library cannot read the answer; use json() instead");
    }
  }

  /// A request's parameters as one JSON object.
  ///
  /// @throws IllegalArgumentException where it carries the bytes of a file
  static ObjectNode parameters(BaseRequest<?, ?> request) {
    if (request.isMultipart()) {
      throw new IllegalArgumentException(
          request.getMethod() + " carries the bytes of a file: send a file id or a URL instead");
    }
    var parameters = Json.object();
    for (Map.Entry<String, Object> parameter : request.getParameters().entrySet()) {
      if (parameter.getValue() != null) {
        parameters.set(parameter.getKey(), json(parameter.getValue()));
      }
    }
    return parameters;
  }

  /// A call as it is to be made.
  ///
  /// @param files whose bytes go with it
  record Call(ObjectNode params, List<FilePart> files) {}

  /// A request with the bytes of its files.
  ///
  /// @throws IllegalArgumentException where a file cannot be read
  static Call call(BaseRequest<?, ?> request) {
    var params = Json.object();
    List<FilePart> files = new ArrayList<>();
    for (Map.Entry<String, Object> parameter : request.getParameters().entrySet()) {
      var name = parameter.getKey();
      switch (parameter.getValue()) {
        case null -> {}
        case InputFile file -> files.add(file(name, file));
        case byte[] bytes ->
            files.add(new FilePart(name, request.getFileName(), request.getContentType(), bytes));
        case File file ->
            files.add(
                new FilePart(name, request.getFileName(), request.getContentType(), read(file)));
        case Object value -> params.set(name, json(value));
      }
    }
    return new Call(params, files);
  }

  private static FilePart file(String name, InputFile file) {
    var bytes = file.getFile() == null ? file.getBytes() : read(file.getFile());
    return new FilePart(name, file.getFileName(), file.getContentType(), bytes);
  }

  private static byte[] read(File file) {
    try {
      return Files.readAllBytes(file.toPath());
    } catch (IOException e) {
      throw new IllegalArgumentException("a file to send cannot be read", e);
    }
  }

  /// Anything of the library's as JSON.
  static JsonNode json(Object value) {
    // The library's own client writes enums by their names, and objects by its Gson.
    return value instanceof Enum<?> constant
        ? Json.tree((Object) constant.toString())
        : Json.tree(BotUtils.toJson(value).getBytes(StandardCharsets.UTF_8));
  }
}
