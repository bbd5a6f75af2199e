package org.sunshineledger.api.staff;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;
import org.sunshineledger.api.imports.UnfinishedImports;
import org.sunshineledger.api.orders.Admission;
import org.sunshineledger.api.orders.OrderAddresses;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.rules.Jurisdiction;
import org.sunshineledger.ledger.rules.Procedure;
import org.sunshineledger.ledger.rules.Provision;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.RuleSets;
import org.sunshineledger.projections.disclosure.Disclosure;
import org.sunshineledger.projections.disclosure.DisclosureQuery;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.responsibility.Finding;
import org.sunshineledger.projections.responsibility.Gaps;
import org.sunshineledger.projections.supervision.AuditFile;
import org.sunshineledger.projections.supervision.Due;
import org.sunshineledger.projections.supervision.LeadFile;
import org.sunshineledger.projections.supervision.LeadState;
import org.sunshineledger.projections.supervision.Supervision;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.waiting.NextStep;
import org.sunshineledger.projections.waiting.Pending;
import org.sunshineledger.projections.waiting.WaitingQuery;

/** Gathers from the views what waits for an account: by its roles, inside its region. */
@Component
final class Work {

  private static final Procedure USUAL =
      new Procedure(
          List.of(
              Procedure.Step.VILLAGE_REVIEW,
              Procedure.Step.TOWNSHIP_AUDIT,
              Procedure.Step.COUNTY_REVIEW));

  private final WaitingQuery waiting;
  private final Gaps gaps;
  private final DisclosureQuery disclosures;
  private final Supervision supervision;
  private final UnfinishedImports imports;
  private final RuleSets rules;
  private final Jurisdiction jurisdiction;
  private final Admission admission;

  Work(
      WaitingQuery waiting,
      Gaps gaps,
      DisclosureQuery disclosures,
      Supervision supervision,
      UnfinishedImports imports,
      RuleSets rules,
      Jurisdiction jurisdiction,
      Admission admission) {
    this.waiting = waiting;
    this.gaps = gaps;
    this.disclosures = disclosures;
    this.supervision = supervision;
    this.imports = imports;
    this.rules = rules;
    this.jurisdiction = jurisdiction;
    this.admission = admission;
  }

  /** Everything that waits for the account in the region, in the order of tasks. */
  List<Waits> of(Account account, RegionCode region, LocalDate today) {
    Set<Task> mine =
        Arrays.stream(Task.values())
            .filter(task -> mayDo(account, task))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Task.class)));
    List<Waits> items = new ArrayList<>(begun(mine, region, today));
    Moment now = Moment.of(today);
    if (mine.contains(Task.PAIR)) items.addAll(unpaired(region, now));
    if (mine.contains(Task.PUBLISH)) items.addAll(unpublished(region, now));
    if (mine.contains(Task.DISPOSE_LEAD)) items.addAll(leads(region, now));
    if (mine.contains(Task.VERIFY_RECTIFICATION)) items.addAll(audits(region, now));
    imports.of(account, region).stream().map(each -> unfinished(each, today)).forEach(items::add);
    return items;
  }

  /** Who pairs officers may not know for all that which household is without. */
  private boolean mayDo(Account account, Task task) {
    Class<? extends Order> order = task.order();
    return order != null
        && admission.mayGive(account, order)
        && (!task.isOfHouseholds() || Readers.hasRoleFor(account, "household/"));
  }

  private List<Waits> begun(Set<Task> mine, RegionCode region, LocalDate today) {
    Set<NextStep> steps = EnumSet.noneOf(NextStep.class);
    for (NextStep step : NextStep.values())
      if (step == NextStep.IDENTIFICATION || mine.contains(Task.of(step))) steps.add(step);
    Procedures procedures = new Procedures(today);
    List<Waits> items = new ArrayList<>();
    waiting
        .of(region, today, steps)
        .forEach((step, placed) -> {
          for (WaitingQuery.Placed each : placed) {
            Task task = step == NextStep.IDENTIFICATION ? procedures.next(each) : Task.of(step);
            if (mine.contains(task) && isTime(each.pending(), today))
              items.add(
                  new Waits(
                      task,
                      each.pending().stream(),
                      since(each.pending()),
                      each.pending().isOverdue(today),
                      () -> begun(task, each, today)));
          }
        });
    return items;
  }

  /** A notice waits for its closing from the day after its last. */
  private static boolean isTime(Pending pending, LocalDate today) {
    LocalDate due = pending.due();
    return pending.step() != NextStep.CLOSE_NOTICE || due == null || !due.isAfter(today);
  }

  private static LocalDate since(Pending pending) {
    LocalDate due = pending.due();
    return pending.step() == NextStep.CLOSE_NOTICE && due != null ? due : pending.since();
  }

  private static ToDo.Item begun(Task task, WaitingQuery.Placed placed, LocalDate today) {
    Pending pending = placed.pending();
    Node place = placed.place();
    String item = pending.step() == NextStep.IDENTIFICATION ? "" : pending.item();
    String address = address(task, pending.stream());
    LocalDate since = since(pending);
    return new ToDo.Item(
        task,
        place == null ? null : place.name(),
        pending.stream(),
        item.matches("\\d+") ? item : null,
        since,
        pending.due(),
        since.until(today, ChronoUnit.DAYS),
        pending.isOverdue(today),
        address + asked(task, item),
        OrderAddresses.facts(pending.stream()),
        pending.synthetic());
  }

  /** What the form begins with. */
  private static String asked(Task task, String item) {
    return switch (task) {
      case CONFIRM_EXIT_FOR_GOVERNMENT -> "?order.party=GOVERNMENT";
      case CONFIRM_EXIT_FOR_HOUSEHOLD -> "?order.party=HOUSEHOLD";
      case SETTLE_HIT -> "?order.hit=" + item;
      case RESOLVE_OBJECTION -> "?order.objection=" + item;
      default -> "";
    };
  }

  private static String address(Task task, String stream) {
    return OrderAddresses.form(stream, Objects.requireNonNull(task.order()));
  }

  private static String number(String stream) {
    return UriUtils.encodePathSegment(
        stream.substring(stream.indexOf('/') + 1), StandardCharsets.UTF_8);
  }

  private List<Waits> unpaired(RegionCode region, Moment now) {
    return gaps.unpaired(region, now).stream()
        .map(each ->
            new Waits(
                Task.PAIR,
                each.finding().target(),
                each.finding().from(),
                false,
                () -> unpaired(each.place(), each.finding(), now.asOf())))
        .toList();
  }

  private static ToDo.Item unpaired(Node place, Finding finding, LocalDate today) {
    return new ToDo.Item(
        Task.PAIR,
        place.name(),
        finding.target(),
        null,
        finding.from(),
        null,
        finding.from().until(today, ChronoUnit.DAYS),
        false,
        "/orders/officers/pair?order.scope=HOUSEHOLD",
        OrderAddresses.facts(finding.target()),
        false);
  }

  private List<Waits> unpublished(RegionCode region, Moment now) {
    return disclosures.of(region, now, rules.calendar()).stream()
        .flatMap(calendar -> calendar.disclosures().stream())
        // What divisions below have to publish is theirs to do.
        .filter(each -> each.place().code().equals(region))
        .filter(each ->
            each.status() == Disclosure.Status.OVERDUE
                || each.status() == Disclosure.Status.PENDING)
        .map(each ->
            new Waits(
                Task.PUBLISH,
                each.about(),
                each.began(),
                each.status() == Disclosure.Status.OVERDUE,
                () -> unpublished(each, now.asOf())))
        .toList();
  }

  private static ToDo.Item unpublished(Disclosure each, LocalDate today) {
    return new ToDo.Item(
        Task.PUBLISH,
        each.place().name(),
        each.about(),
        each.matter().name(),
        each.began(),
        each.due(),
        each.began().until(today, ChronoUnit.DAYS),
        each.status() == Disclosure.Status.OVERDUE,
        "/orders/notices/announce?order.kind=" + each.matter().kind(),
        "/disclosures?region=" + each.place().code(),
        each.synthetic());
  }

  private List<Waits> leads(RegionCode region, Moment now) {
    return supervision.leads(region, now, rules).stream()
        .flatMap(lead ->
            Stream.concat(
                Stream.of(lead)
                    .filter(it -> it.state() != LeadState.CLOSED && it.disposition().done() == null)
                    .map(it -> clock(Task.DISPOSE_LEAD, it, it.disposition(), now.asOf())),
                lead.decisions().stream()
                    .filter(decided -> decided.announced().done() == null)
                    .map(decided ->
                        clock(Task.ANNOUNCE_DECISION, lead, decided.announced(), now.asOf()))))
        .toList();
  }

  private static Waits clock(Task task, LeadFile lead, Due due, LocalDate today) {
    return clock(
        task,
        lead.lead().stream(),
        lead.region(),
        due,
        "/inspection/leads/" + number(lead.lead().stream()),
        lead.synthetic(),
        today);
  }

  private List<Waits> audits(RegionCode region, Moment now) {
    List<Waits> items = new ArrayList<>();
    for (AuditFile audit : supervision.audits(region, now, rules)) {
      Due due = audit.rectification();
      if (due == null || audit.result() != null) continue;
      items.add(
          clock(
              Task.VERIFY_RECTIFICATION,
              audit.audit().stream(),
              audit.region(),
              due,
              "/audit/cases/" + number(audit.audit().stream()),
              audit.synthetic(),
              now.asOf()));
    }
    return items;
  }

  private static Waits clock(
      Task task,
      String stream,
      RegionCode region,
      Due due,
      String more,
      boolean synthetic,
      LocalDate today) {
    return new Waits(
        task,
        stream,
        due.from(),
        due.late(),
        () ->
            new ToDo.Item(
                task,
                region.code(),
                stream,
                null,
                due.from(),
                due.by(),
                due.from().until(today, ChronoUnit.DAYS),
                due.late(),
                address(task, stream),
                more,
                synthetic));
  }

  private static Waits unfinished(UnfinishedImports.Unfinished one, LocalDate today) {
    String subject = "imports/" + one.id();
    return new Waits(
        Task.FINISH_IMPORT,
        subject,
        one.uploadedOn(),
        false,
        () ->
            new ToDo.Item(
                Task.FINISH_IMPORT,
                null,
                subject,
                one.kind(),
                one.uploadedOn(),
                one.deletedOn(),
                one.uploadedOn().until(today, ChronoUnit.DAYS),
                false,
                "/" + subject,
                null,
                false));
  }

  /** The local procedures of a day, each looked up once. */
  private final class Procedures {

    private final LocalDate day;
    private final Map<RegionCode, Procedure> known = new HashMap<>();

    Procedures(LocalDate day) {
      this.day = day;
    }

    Task next(WaitingQuery.Placed placed) {
      Node place = placed.place();
      List<String> done = List.of(placed.pending().item().split(",", -1));
      return place == null
          ? Task.IDENTIFY
          : Task.next(known.computeIfAbsent(place.code(), this::procedure), done);
    }

    /** All steps where no rule says which; what is not asked for is then refused with its rule. */
    private Procedure procedure(RegionCode place) {
      try {
        return rules
            .of(jurisdiction.placeOf(place, day))
            .provision(Rule.STEP_NOT_LISTED, day)
            .map(Provision::terms)
            .filter(Procedure.class::isInstance)
            .map(Procedure.class::cast)
            .orElse(USUAL);
      } catch (Refused noSuchDivision) {
        // A division of another day; whoever looks sees what is begun there all the same.
        return USUAL;
      }
    }
  }
}
