package org.sunshineledger.api.audit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Moments;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.TypedNumbers;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.flags.FlagList;
import org.sunshineledger.projections.flags.Flags;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;

/**
 * 审计台: one scope and two days, and everything an auditor asks of them without losing the place:
 * what differs, why, what was irregular, whether the books are sound, and a package to take away.
 */
@Controller
final class WorkbenchPage {

  /** The whole of a larger difference has a page of its own. */
  private static final int ROWS = 20;

  /** Of one row that differs; the others are on the page of the row. */
  private static final int FIELDS = 8;

  private static final String FIRST_VIEW = "progress";

  private final Differences differences;
  private final Flags flags;
  private final FlagCounts flagCounts;
  private final ChecksPage checks;
  private final Regions regions;
  private final Readers readers;
  private final TypedNumbers numbers;
  private final Moments moments;
  private final Clock clock;

  WorkbenchPage(
      Differences differences,
      Flags flags,
      FlagCounts flagCounts,
      ChecksPage checks,
      Regions regions,
      Readers readers,
      TypedNumbers numbers,
      Moments moments,
      Clock clock) {
    this.differences = differences;
    this.flags = flags;
    this.flagCounts = flagCounts;
    this.checks = checks;
    this.regions = regions;
    this.readers = readers;
    this.numbers = numbers;
    this.moments = moments;
    this.clock = clock;
  }

  /**
   * What was irregular in the scope between the two days.
   *
   * @param facts number of irregular facts
   * @param address of their list
   */
  record Irregular(long facts, List<FlagCounts.Count> counts, String address) {}

  /**
   * @param path from the region upward
   * @param within divisions right below it, to narrow the scope
   * @param difference what differs; its rows are none where no first day was asked for
   * @param names of the divisions whose code is the key of a row
   * @param compared whether two days were asked for
   * @param household a number that came back because it leads to no dossier; null where none was
   *     typed
   * @param fields as many of a row as are shown
   */
  record Shown(
      Node region,
      List<Node> path,
      List<Node> within,
      Differences.Shown difference,
      Map<String, String> names,
      boolean compared,
      Irregular irregular,
      ChecksPage.Shown checks,
      TypedNumbers.@Nullable Typed household,
      boolean synthetic,
      @JsonIgnore int fields) {}

  /**
   * @param region the reader's own when left out
   * @param view whose rows are compared
   * @param from the first day; when left out nothing is compared yet
   * @param to the second; today when left out
   * @param knownFrom what was recorded later does not count at the first moment
   * @param knownTo the same of the second moment
   * @param household a household's number that was typed
   */
  @GetMapping("/audit")
  Page show(
      @RequestParam(required = false) @Nullable RegionCode region,
      @RequestParam(defaultValue = FIRST_VIEW) String view,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to,
      @RequestParam(required = false) @Nullable Instant knownFrom,
      @RequestParam(required = false) @Nullable Instant knownTo,
      @RequestParam(required = false) @Nullable String household,
      @AuthenticationPrincipal Account account) {
    LocalDate day = to == null ? LocalDate.now(clock) : to;
    if (from != null && from.isAfter(day)) throw Faulty.malformed("from", from + " > " + day);
    RegionCode scope = readers.region(account, region, day);
    Differences.Asked asked =
        new Differences.Asked(view, scope, "", from, day, knownFrom, knownTo, null, null);
    Differences.Shown difference =
        from == null ? differences.unasked(asked) : differences.of(asked, ROWS, account);
    FlagsQuery query = new FlagsQuery(scope, day, knownTo, null, null, from, null, null, null);
    FlagList found =
        flags
            .of(
                scope,
                moments.oneOfSeveral(day, knownTo, null),
                new Flags.Asked(null, from, null),
                1,
                null)
            .orElseThrow(() -> Faulty.of(Fault.UNKNOWN_PLACE, scope.code()));
    readers.note(account, "the irregularities of " + scope);
    RegionTree tree = regions.on(day);
    return new Page(
        "workbench",
        day,
        new Shown(
            tree.node(scope).orElseThrow(() -> Faulty.of(Fault.UNKNOWN_PLACE, scope.code())),
            tree.path(scope),
            tree.children(scope),
            difference,
            names(difference, tree),
            from != null,
            new Irregular(found.facts(), flagCounts.of(found.counts(), query), query.address(null)),
            checks.of(account),
            household == null ? null : numbers.household(household, day),
            difference.synthetic() || found.synthetic(),
            FIELDS));
  }

  /**
   * Leads to a household's dossier; a number that leads to none comes back to the bench, with the
   * scope as it was.
   */
  @GetMapping("/audit/households")
  ResponseEntity<Void> household(
      @RequestParam(defaultValue = "") String number,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable RegionCode region,
      @RequestParam(required = false) @Nullable String view,
      @RequestParam(required = false) @Nullable LocalDate from) {
    TypedNumbers.Typed typed =
        numbers.household(number, asOf == null ? LocalDate.now(clock) : asOf);
    URI address =
        typed.astray() == null
            ? URI.create("/audit/households/%s?asOf=%s".formatted(typed.number(), typed.day()))
            : UriComponentsBuilder.fromPath("/audit")
                .queryParam("household", "{number}")
                .queryParamIfPresent("region", Optional.ofNullable(region))
                .queryParamIfPresent("view", Optional.ofNullable(view).map(_ -> "{view}"))
                .queryParamIfPresent("from", Optional.ofNullable(from))
                .queryParam("to", typed.day())
                .encode()
                .buildAndExpand(Map.of("number", typed.number(), "view", view == null ? "" : view))
                .toUri();
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(address).build();
  }

  private static Map<String, String> names(Differences.Shown difference, RegionTree tree) {
    Map<String, String> names = new TreeMap<>();
    difference
        .rows()
        .forEach(row -> {
          String code = row.key().substring(row.key().indexOf('/') + 1);
          if (code.matches("[0-9]{6}|[0-9]{9}|[0-9]{12}"))
            tree.node(new RegionCode(code)).ifPresent(node -> names.put(row.key(), node.name()));
        });
    return names;
  }
}
