package org.sunshineledger.projections.flags;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Folded;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.Rows;

/** Finds what was irregular in a region, by the region tree of the asked day. */
public final class Flags {

  private final Rows<String, Flagged> rows;
  private final Regions regions;

  public Flags(Rows<String, Flagged> rows, Regions regions) {
    this.rows = rows;
    this.regions = regions;
  }

  /**
   * Which of them are asked for.
   *
   * @param rule code of the only rule, or null for all
   * @param from the first day, or null
   * @param to the last day, or null
   * @param leads whether those on leads are told too, which only inspectors may know of
   */
  public record Asked(
      @Nullable String rule, @Nullable LocalDate from, @Nullable LocalDate to, boolean leads) {

    /** Without leads. */
    public Asked(@Nullable String rule, @Nullable LocalDate from, @Nullable LocalDate to) {
      this(rule, from, to, false);
    }

    private boolean covers(Flag flag) {
      return (leads || !flag.stream().startsWith("lead/")) && covers(flag.occurredOn());
    }

    private boolean covers(LocalDate day) {
      return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }
  }

  /**
   * A page of the list; empty when there was no such region on the day.
   *
   * @param limit the most that are given at once
   * @param after where the page before ended, or null for the first
   */
  public Optional<FlagList> of(
      RegionCode region, Moment moment, Asked asked, int limit, @Nullable Cursor after) {
    RegionTree tree = regions.on(moment);
    return tree.node(region)
        .map(node -> list(node, tree, within(node, tree, moment, asked), asked, limit, after));
  }

  private static FlagList list(
      Node region,
      RegionTree tree,
      List<Irregularity> all,
      Asked asked,
      int limit,
      @Nullable Cursor after) {
    String rule = asked.rule();
    List<Irregularity> listed =
        rule == null
            ? all
            : all.stream().filter(each -> each.flag().rules().contains(rule)).toList();
    List<Irregularity> page =
        listed.stream()
            .filter(each ->
                after == null || Cursor.NEWEST_FIRST.compare(each.flag().cursor(), after) > 0)
            .limit(limit + 1L)
            .toList();
    boolean more = page.size() > limit;
    List<Irregularity> shown = more ? page.subList(0, limit) : page;
    return new FlagList(
        region,
        tree.path(region.code()),
        counts(all),
        listed.size(),
        shown,
        more ? shown.getLast().flag().cursor() : null,
        listed.stream().anyMatch(each -> each.flag().synthetic()));
  }

  /** What happened in the region and those within it on the asked days, newest first. */
  private List<Irregularity> within(Node region, RegionTree tree, Moment moment, Asked asked) {
    List<String> keys = new ArrayList<>(tree.within(region.code()).map(RegionCode::code).toList());
    // A province's own acts carry no place; they belong to whoever asks at the top.
    if (region.parent() == null) keys.add(FlagsView.NOWHERE);
    List<Irregularity> found = new ArrayList<>();
    for (Folded<Flagged> folded : folded(keys, moment)) {
      @Nullable Flagged row = folded.row();
      if (row == null) continue;
      @Nullable Node place =
          folded.key().equals(FlagsView.NOWHERE)
              ? null
              : tree.node(new RegionCode(folded.key())).orElse(null);
      Map<Flag, List<Approval>> approvals = approvals(row);
      for (Flag flag : row.flags())
        if (!flag.occurredOn().isAfter(moment.asOf()) && asked.covers(flag))
          found.add(new Irregularity(place, flag, approvals.getOrDefault(flag, List.of())));
    }
    found.sort(comparing(each -> each.flag().cursor(), Cursor.NEWEST_FIRST));
    return found;
  }

  /** Today's rows hold every day; only what was known earlier has to be folded anew. */
  private Collection<Folded<Flagged>> folded(List<String> keys, Moment moment) {
    return rows.upTo(keys, moment).values();
  }

  /** An approval belongs to the nearest fact before it that broke its rule on its stream. */
  private static Map<Flag, List<Approval>> approvals(Flagged row) {
    Map<Flag, List<Approval>> approvals = new HashMap<>();
    for (Approval approval : row.approvals())
      row.flags().stream()
          .filter(approval::mayBeOf)
          .max(comparingLong(Flag::sequence))
          .ifPresent(flag -> approvals.computeIfAbsent(flag, _ -> new ArrayList<>()).add(approval));
    return approvals;
  }

  private static List<RuleCount> counts(List<Irregularity> all) {
    Map<String, RuleCount> counts = new HashMap<>();
    for (Irregularity each : all)
      for (String rule : each.flag().rules())
        counts.merge(
            rule,
            new RuleCount(rule, 1, each.isApproved(rule) ? 1 : 0, each.flag().synthetic() ? 1 : 0),
            (one, other) ->
                new RuleCount(
                    rule,
                    one.facts() + other.facts(),
                    one.approved() + other.approved(),
                    one.synthetic() + other.synthetic()));
    return counts.values().stream()
        .sorted(comparingLong(RuleCount::facts).reversed().thenComparing(RuleCount::rule))
        .toList();
  }
}
