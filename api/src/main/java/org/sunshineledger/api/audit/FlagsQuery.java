package org.sunshineledger.api.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.rules.Rule;

/**
 * Which irregularities are asked for. It writes the addresses of the pages around it.
 *
 * @param knownAt what was recorded later does not count; null: everything counts
 * @param position only so many facts count, the first of the log; null: all
 * @param rule the only one asked for, or null
 * @param from the first day, or null
 * @param to the last day, or null
 * @param limit null when it was left out
 * @param under version of the edition by which everything is judged anew, or null
 */
record FlagsQuery(
    RegionCode region,
    LocalDate asOf,
    @Nullable Instant knownAt,
    @Nullable Long position,
    @Nullable Rule rule,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable Integer limit,
    @Nullable String under) {

  boolean covers(LocalDate day) {
    return !day.isAfter(asOf)
        && (from == null || !day.isBefore(from))
        && (to == null || !day.isAfter(to));
  }

  /** The first page of the same list for this rule only; null: for all. */
  String of(@Nullable Rule only) {
    return new FlagsQuery(region, asOf, knownAt, position, only, from, to, limit, under)
        .address(null);
  }

  /** The page after this place in the list; null: the first one. */
  String address(@Nullable String after) {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    parameters.put("region", region);
    parameters.put("asOf", asOf);
    parameters.put("knownAt", knownAt);
    parameters.put("position", position);
    parameters.put("rule", rule);
    parameters.put("from", from);
    parameters.put("to", to);
    parameters.put("limit", limit);
    parameters.put("under", under);
    parameters.put("after", after);
    return "/audit/flags?"
        + parameters.entrySet().stream()
            .filter(each -> each.getValue() != null)
            .map(each -> each.getKey() + "=" + encoded(String.valueOf(each.getValue())))
            .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
