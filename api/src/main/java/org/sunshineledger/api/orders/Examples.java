package org.sunshineledger.api.orders;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * 示例: one small town's years, order by order, as the interface description shows them. Each holds
 * after those before it, on its day; a test gives them all in this order and asks for the answers.
 */
final class Examples {

  private static final String FILE = "/openapi/examples.json";

  private Examples() {}

  /**
   * One order.
   *
   * @param title what it is, in Chinese and English
   * @param account of which role gives it, by the name of the demonstration account
   * @param id of the stream in the address; null for an order that begins one by its body
   * @param answer status, and for a refusal its code, e.g. {@code 409 NOT_EXITED}
   * @param headers sent along, e.g. {@code Idempotency-Key}
   */
  record Example(
      String title,
      String account,
      String order,
      @Nullable String id,
      String answer,
      @Nullable JsonNode headers,
      JsonNode body) {}

  static List<Example> read(JsonMapper json) {
    try (InputStream in = Objects.requireNonNull(Examples.class.getResourceAsStream(FILE))) {
      return List.of(json.readValue(in, Example[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
