package org.sunshineledger.api.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.api.scenario.LoadedScenario;
import org.sunshineledger.api.security.PublicPages;

/**
 * An address of each public page on the scenario. They are made of the list by which everybody is
 * let in, so that a new page is visited or has to be named here as none.
 */
final class PublicAddresses {

  /** For programs, for the holder of a receipt, or for what a page itself brings. */
  private static final Set<String> NO_PAGES =
      Set.of(
          "/boards/{region}/feed.atom",
          "/boards/{region}/feed.json",
          "/boards/{region}/events",
          "/boards/{region}/qr.svg",
          "/notices/{notice}/document",
          "/notices/{notice}/qr.svg",
          "/objections/{receipt}",
          "/reports/{receipt}",
          "/openapi.json",
          "/lists",
          "/lists/{name}",
          "/log/checkpoint",
          "/log/vkey",
          "/log/policy",
          "/log/events",
          "/log/details/{bundle}",
          "/log/tile/**",
          "/log/proofs/{position}.tlog-proof",
          "/log/inclusion/{position}",
          "/log/consistency",
          "/static/**",
          "/actuator/health");

  /** Of the same patterns, and different all the same. */
  private static final List<String> OTHERS =
      List.of(
          "/boards/410100",
          "/boards/410173202901",
          "/boards/410185?asOf=2016-10-17",
          "/funds/ageing",
          "/funds?region=410185",
          "/projects?region=410185901",
          "/log/facts/100000");

  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  /** By the variable, where the address does not begin with one of the kinds below. */
  private static final Map<String, String> SAMPLES =
      Map.of(
          "region", "410185",
          "notice", "410185-FP-2016",
          "source", "zhengzhou-2016",
          "claim", "C070",
          "version", "zhengzhou-2014.1",
          "reader", "villager",
          "position", "0");

  /** Addresses of which the first of a kind in the journal is the sample. */
  private static final Map<String, String> KINDS =
      Map.of(
          "funds", "fund",
          "projects", "project",
          "villages", "village",
          "officers", "officer",
          "enterprises", "enterprise",
          "policies", "policy",
          "mutual-aid", "mutual-aid");

  private static final Map<String, String> FIRST = new HashMap<>();

  private PublicAddresses() {}

  static List<String> all() {
    return Stream.concat(
            PublicPages.all().stream()
                .filter(pattern -> !NO_PAGES.contains(pattern))
                .map(PublicAddresses::filledIn),
            OTHERS.stream())
        .toList();
  }

  private static String filledIn(String pattern) {
    String begin = pattern.split("/", -1)[1];
    return VARIABLE
        .matcher(pattern)
        .replaceAll(variable -> URLEncoder.encode(sample(pattern, begin, variable), UTF_8));
  }

  private static String sample(String pattern, String begin, MatchResult variable) {
    @Nullable String kind = KINDS.get(begin);
    if (kind != null) return FIRST.computeIfAbsent(kind, each -> LoadedScenario.once().first(each));
    @Nullable String sample = SAMPLES.get(variable.group(1));
    if (sample == null) throw new AssertionError("no sample for " + pattern);
    return sample;
  }
}
