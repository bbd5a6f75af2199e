package org.sunshineledger.projections.supervision;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.rules.RuleSets;
import org.sunshineledger.ledger.supervision.AuditId;
import org.sunshineledger.ledger.supervision.LeadId;
import org.sunshineledger.ledger.supervision.LeadOutcome;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Folded;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.Rows;
import org.sunshineledger.projections.view.Views;

/**
 * Leads and audits at any moment. Which there are, the docket says; what each has come to is folded
 * from its stream, as a dossier is. All of it is restricted.
 */
public final class Supervision {

  private static final Comparator<Fact> IN_ORDER =
      comparing(Fact::occurredOn).thenComparingLong(Fact::position);

  private final Views views;
  private final Rows<String, Docket> rows;
  private final Regions regions;

  public Supervision(Views views, Rows<String, Docket> rows, Regions regions) {
    this.views = views;
    this.rows = rows;
    this.regions = regions;
  }

  /**
   * A lead that cites a fact.
   *
   * @param since the day on which it cited the fact
   * @param outcome what has become of the lead
   * @param endedOn the day it ended, or null
   */
  public record Citing(
      LeadId lead, LocalDate since, LeadOutcome outcome, @Nullable LocalDate endedOn) {}

  /** Empty for a lead that nobody had received. */
  public Optional<LeadFile> lead(LeadId lead, Moment moment, RuleSets rules) {
    return LeadFile.of(facts(lead.stream(), moment), moment.asOf(), rules);
  }

  /** Empty for an audit of which no notice had been served. */
  public Optional<AuditFile> audit(AuditId audit, Moment moment, RuleSets rules) {
    return AuditFile.of(facts(audit.stream(), moment), moment.asOf(), rules);
  }

  /** The leads of the region and of those within it on the day, what came last first. */
  public List<LeadFile> leads(RegionCode region, Moment moment, RuleSets rules) {
    return begun(region, moment, "lead/")
        .flatMap(stream -> LeadFile.of(facts(stream, moment), moment.asOf(), rules).stream())
        .sorted(
            comparing(LeadFile::receivedOn).reversed().thenComparing(each -> each.lead().number()))
        .toList();
  }

  /** The audits of the region and of those within it on the day, what came last first. */
  public List<AuditFile> audits(RegionCode region, Moment moment, RuleSets rules) {
    return begun(region, moment, "audit/")
        .flatMap(stream -> AuditFile.of(facts(stream, moment), moment.asOf(), rules).stream())
        .sorted(
            comparing(AuditFile::servedOn).reversed().thenComparing(each -> each.audit().number()))
        .toList();
  }

  /** Which leads cite the fact, and how each stands. */
  public List<Citing> citing(long position, Moment moment, RuleSets rules) {
    return citing(List.of(position), moment, rules).getOrDefault(position, List.of());
  }

  /** The same of several facts; one that no lead cites is left out. */
  public Map<Long, List<Citing>> citing(Collection<Long> positions, Moment moment, RuleSets rules) {
    Map<String, Long> asked = new LinkedHashMap<>();
    for (long position : positions) asked.put(DocketView.of(position), position);
    Map<String, Optional<LeadFile>> files = new HashMap<>();
    Map<Long, List<Citing>> found = new HashMap<>();
    folded(asked.keySet(), moment)
        .forEach((key, docket) -> {
          Map<String, Citing> citing = new LinkedHashMap<>();
          for (Docket.Entry entry : docket) {
            if (!entry.stream().startsWith("lead/")) continue;
            files
                .computeIfAbsent(
                    entry.stream(),
                    stream -> LeadFile.of(facts(stream, moment), moment.asOf(), rules))
                .ifPresent(file ->
                    citing.putIfAbsent(
                        entry.stream(),
                        new Citing(file.lead(), entry.on(), file.outcome(), file.endedOn())));
          }
          Long position = asked.get(key);
          if (position != null && !citing.isEmpty())
            found.put(position, List.copyOf(citing.values()));
        });
    return found;
  }

  private Stream<String> begun(RegionCode region, Moment moment, String kind) {
    List<String> keys = regions.on(moment).within(region).map(DocketView::of).toList();
    return folded(keys, moment).values().stream()
        .flatMap(List::stream)
        .map(Docket.Entry::stream)
        .filter(stream -> stream.startsWith(kind))
        .distinct();
  }

  /** Entries up to the day; today's rows hold every day. */
  private Map<String, List<Docket.Entry>> folded(Collection<String> keys, Moment moment) {
    Map<String, Folded<Docket>> known = rows.upTo(keys, moment);
    Map<String, List<Docket.Entry>> found = new LinkedHashMap<>();
    known.forEach((key, row) -> {
      @Nullable Docket docket = row.row();
      if (docket != null)
        found.put(
            key,
            docket.entries().stream().filter(entry -> !entry.on().isAfter(moment.asOf())).toList());
    });
    return found;
  }

  private List<Fact> facts(String stream, Moment moment) {
    return views.asKnown(stream, moment).stream()
        .filter(fact -> !fact.occurredOn().isAfter(moment.asOf()))
        .sorted(IN_ORDER)
        .toList();
  }
}
