package org.sunshineledger.api.web;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was turned away, as RFC 9457 has it, with the published code, the source of the
 * rule and what to do.
 *
 * @param type address of the code on the page of all codes
 * @param field path of the wrong field, or of the first of several, or null
 * @param fields where several are wrong, all of them, or null
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
    @JsonIgnore Map<String, String> headers) {

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
        Map.of(header, value));
  }

  Problem withAll(List<Faulty.Wrong> wrong) {
    return new Problem(
        type, title, status, detail, instance, code, source, remedy, field, wrong, headers);
  }
}
