package org.sunshineledger.api.inspection;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.redflags.RedFlag;

/**
 * Which suspicions are asked for. It writes the addresses of the pages around it.
 *
 * @param flag the only one asked for, or null
 * @param knownAt what was recorded later does not count; null: everything counts
 * @param position only so many facts count, the first of the log; null: all
 * @param limit null when it was left out
 */
record RedFlagsQuery(
    RegionCode region,
    LocalDate asOf,
    @Nullable Instant knownAt,
    @Nullable Long position,
    @Nullable RedFlag flag,
    @Nullable Integer limit) {

  /** The first page of the same list for this flag only; null: for all. */
  String of(@Nullable RedFlag only) {
    return new RedFlagsQuery(region, asOf, knownAt, position, only, limit).address(null);
  }

  /** The page after this place in the list; null: the first one. */
  String address(@Nullable String after) {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    parameters.put("region", region);
    parameters.put("asOf", asOf);
    parameters.put("knownAt", knownAt);
    parameters.put("position", position);
    parameters.put("flag", flag);
    parameters.put("limit", limit);
    parameters.put("after", after);
    return "/inspection/red-flags?"
        + parameters.entrySet().stream()
            .filter(each -> each.getValue() != null)
            .map(each -> each.getKey() + "=" + encoded(String.valueOf(each.getValue())))
            .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
