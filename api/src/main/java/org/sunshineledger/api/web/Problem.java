package org.sunshineledger.api.web;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was turned away, as RFC 9457 has it, with the published code, the source of the
 * rule and what to do.
 *
 * @param type address of the code on the page of all codes
 * @param field path of the wrong field, or of the first of several, or null
 * @param fields where several are wrong, all of them, or null
 * @param lines of a list that was turned away, every wrong line by the rule it broke, or null
 * @param traceId under which what the program says of the request in its log is found, or null
 * @param headers to be sent along, e.g. {@code Retry-After}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    @Nullable String detail,
    String instance,
    String code,
    @Nullable String source,
    String remedy,
    @Nullable String field,
    @Nullable List<Faulty.Wrong> fields,
    @Nullable List<WrongLines> lines,
    @Nullable String traceId,
    @JsonIgnore Map<String, String> headers) {

  /**
   * Lines of a list that broke one rule.
   *
   * @param code of the rule
   * @param numbers from 1
   */
  public record WrongLines(String code, String title, SortedSet<Integer> numbers) {}

  Problem with(String header, String value) {
    return new Problem(
        type,
        title,
        status,
        detail,
        instance,
        code,
        source,
        remedy,
        field,
        fields,
        lines,
        traceId,
        Map.of(header, value));
  }

  Problem withAll(List<Faulty.Wrong> wrong) {
    return new Problem(
        type, title, status, detail, instance, code, source, remedy, field, wrong, lines, traceId,
        headers);
  }
}
