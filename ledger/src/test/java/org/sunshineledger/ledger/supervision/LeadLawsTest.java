package org.sunshineledger.ledger.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.Deed.onPaper;
import static org.sunshineledger.ledger.supervision.Cases.DAY;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Story;
import org.sunshineledger.ledger.UnknownStream;
import org.sunshineledger.ledger.duty.OfficerEvent.OfficerRegistered;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.ledger.fact.Signer.Capacity;
import org.sunshineledger.ledger.journal.Recall;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.supervision.LeadEvent.AccountabilityDecided;
import org.sunshineledger.ledger.supervision.LeadEvent.CaseClosed;
import org.sunshineledger.ledger.supervision.LeadEvent.CaseEvidenceTaken;
import org.sunshineledger.ledger.supervision.LeadEvent.CaseOpened;
import org.sunshineledger.ledger.supervision.LeadEvent.DecisionAnnounced;
import org.sunshineledger.ledger.supervision.LeadEvent.LeadDisposed;
import org.sunshineledger.ledger.supervision.LeadEvent.LeadReceived;
import org.sunshineledger.ledger.supervision.LeadEvent.LeadReopened;
import org.sunshineledger.ledger.supervision.LeadEvent.RuleOverridden;
import org.sunshineledger.ledger.supervision.LeadOrder.AnnounceDecision;
import org.sunshineledger.ledger.supervision.LeadOrder.CloseCase;
import org.sunshineledger.ledger.supervision.LeadOrder.DisposeLead;
import org.sunshineledger.ledger.supervision.LeadOrder.OpenCase;
import org.sunshineledger.ledger.supervision.LeadOrder.ReceiveLead;
import org.sunshineledger.ledger.supervision.LeadOrder.ReopenLead;
import org.sunshineledger.ledger.supervision.LeadOrder.TakeCaseEvidence;

/**
 * Whatever is ordered of a few leads, live or on paper, on whatever day: each fact is flagged for
 * what it broke and for nothing else.
 */
@DisplayName("Leads at random")
class LeadLawsTest {

  private static final int ORDERS = 160;

  /** So many at most, until everything of {@link #SEEN} was there. */
  private static final int MOST_ORDERS = 20 * ORDERS;

  /** What is told may be so much older than what was told before. */
  private static final int DAYS = 60;

  private static final OfficerId TARGET = Cases.TARGET;

  /** Who signs for the approver in the stories. */
  private static final OfficerId SIGNER = new OfficerId("OF-18");

  private static final List<OfficerId> OFFICERS =
      List.of(Cases.FIRST, Cases.SECOND, SIGNER, TARGET);

  private static final List<Disposition> WAYS = List.of(Disposition.values());

  /** The rules the law below knows, in the order of the checks. */
  private static final Set<Rule> KNOWN =
      EnumSet.of(
          Rule.LEAD_NOT_RECEIVED,
          Rule.LEAD_CLOSED,
          Rule.LEAD_NOT_CLOSED,
          Rule.REOPENED_WITHOUT_EVIDENCE,
          Rule.CASE_OPEN_ALREADY,
          Rule.CASE_WITHOUT_INQUIRY,
          Rule.CASE_NOT_OPEN,
          Rule.TOO_FEW_INVESTIGATORS,
          Rule.INVESTIGATOR_ACTED,
          Rule.INVESTIGATOR_IS_TARGET,
          Rule.INVESTIGATOR_DECIDES,
          Rule.SANCTION_PERIOD_WRONG,
          Rule.SANCTION_PERIODS_TOO_LONG,
          Rule.DECISION_NOT_ANNOUNCED);

  /**
   * A history without these says little: a decision that broke nothing, and who stood on both
   * sides.
   */
  private static final Set<String> SEEN =
      Set.of(
          "AccountabilityDecided",
          Rule.INVESTIGATOR_ACTED.name(),
          Rule.INVESTIGATOR_IS_TARGET.name(),
          Rule.INVESTIGATOR_DECIDES.name());

  static Stream<Long> seeds() {
    return new Random().longs(3).boxed();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverWasOrdered(long seed) {
    Random random = new Random(seed);
    try (Story story = new Story(seed % 2 == 0 ? Recall.USUAL : new Recall(0, 1))) {
      for (OfficerId officer : OFFICERS)
        story.tell(live(Story.BEGINNING, new RegisterOfficer(officer, "某")));
      Set<String> seen = new HashSet<>();
      Set<LeadId> leads = new HashSet<>();
      int refused = 0;
      for (int i = 0; i < ORDERS || (i < MOST_ORDERS && !seen.containsAll(SEEN)); i++) {
        LeadId lead = new LeadId("XS-%03d".formatted(i / ORDERS * 4 + random.nextInt(4)));
        leads.add(lead);
        try {
          story.tell(deed(random, lead, story.ledger().journal().size()));
          Fact fact = story.lastFacts(1).getFirst();
          seen.addAll(fact.envelope().breaches());
          if (fact.envelope().breaches().isEmpty())
            seen.add(fact.event().getClass().getSimpleName());
        } catch (Refused | UnknownStream notNow) {
          refused++;
        }
      }
      assertThat(seen).as("seed %d", seed).containsAll(SEEN);
      assertThat(refused).as("seed %d", seed).isPositive();
      for (LeadId lead : leads) new Law(story, seed).holdsFor(story.facts(lead.stream()));
    }
  }

  private static Deed deed(Random random, LeadId lead, long size) {
    LocalDate day = DAY.plusDays(random.nextInt(DAYS));
    LeadOrder order = order(random, lead, size);
    Deed deed = random.nextInt(3) == 0 ? onPaper(day, order) : live(day, order);
    if (random.nextInt(3) == 0) deed = deed.by(OFFICERS.get(random.nextInt(OFFICERS.size())));
    return random.nextInt(3) == 0
        ? deed.signed(random.nextBoolean() ? Capacity.APPROVER : Capacity.INVESTIGATOR)
        : deed;
  }

  private static LeadOrder order(Random random, LeadId lead, long size) {
    // The divisions of the beginning name nobody; what comes later names an officer or two.
    List<Long> positions = List.of(random.nextLong(random.nextBoolean() ? 7 : size + 2));
    return switch (random.nextInt(12)) {
      case 0, 1 -> new ReceiveLead(lead, LeadSource.OWN_WORK, Deed.TOWNSHIP, positions, null);
      case 2, 3 -> new DisposeLead(lead, WAYS.get(random.nextInt(WAYS.size())));
      case 4 -> new ReopenLead(lead, positions);
      case 5, 6 -> new OpenCase(lead, some(random));
      case 7 -> new TakeCaseEvidence(lead, positions, some(random));
      case 8, 9 ->
          Cases.decision(
              lead,
              TargetKind.PERSON,
              random.nextBoolean() ? AccountabilityForm.DEMERIT : AccountabilityForm.REMOVAL,
              random.nextInt(4) == 0 ? 6 : random.nextBoolean() ? 12 : 24);
      case 10 -> new AnnounceDecision(lead, 1 + random.nextInt(3), false);
      default -> new CloseCase(lead);
    };
  }

  private static List<OfficerId> some(Random random) {
    List<OfficerId> some = new ArrayList<>();
    for (OfficerId officer : OFFICERS)
      if (random.nextInt(officer.equals(TARGET) || officer.equals(SIGNER) ? 6 : 2) == 0)
        some.add(officer);
    return some;
  }

  /**
   * Looks up in one lead's facts what stood on a day, knowing nothing of how the ledger decides.
   */
  private static final class Law {

    private final Story story;
    private final long seed;
    private final List<Fact> told = new ArrayList<>();
    private final Set<Long> cited = new HashSet<>();

    /** Of each case, by the position of its opening. */
    private final Map<Long, Set<OfficerId>> teams = new HashMap<>();

    private final Map<Integer, Fact> decisions = new HashMap<>();
    private final Map<Integer, LocalDate> announced = new HashMap<>();

    Law(Story story, long seed) {
      this.story = story;
      this.seed = seed;
    }

    void holdsFor(List<Fact> facts) {
      for (Fact fact : facts) {
        String what = "seed %d, position %d: %s".formatted(seed, fact.position(), fact.event());
        LeadEvent event = (LeadEvent) fact.event();
        assertThat(fact.envelope().breaches().stream().map(Rule::valueOf).filter(KNOWN::contains))
            .as(what)
            .containsExactlyElementsOf(broken(fact, event));
        remember(fact, event, what);
        told.add(fact);
      }
    }

    /** In the order of the checks. */
    private Set<Rule> broken(Fact fact, LeadEvent event) {
      LocalDate day = fact.occurredOn();
      Set<Rule> broken = EnumSet.noneOf(Rule.class);
      switch (event) {
        case LeadDisposed _ -> {
          broken.addAll(ofWhatRuns(day));
          if (caseOn(day).isPresent()) broken.add(Rule.CASE_OPEN_ALREADY);
        }
        case LeadReopened it -> {
          if (!hasEnded(day)) broken.add(Rule.LEAD_NOT_CLOSED);
          if (cited.containsAll(it.positions())) broken.add(Rule.REOPENED_WITHOUT_EVIDENCE);
        }
        case CaseOpened it -> {
          broken.addAll(ofWhatRuns(day));
          if (caseOn(day).isPresent()) broken.add(Rule.CASE_OPEN_ALREADY);
          if (!isInquiredInto(day)) broken.add(Rule.CASE_WITHOUT_INQUIRY);
          broken.addAll(ofTheTeam(it.investigators(), List.of(), day));
        }
        case CaseEvidenceTaken it -> {
          if (caseOn(day).isEmpty()) broken.add(Rule.CASE_NOT_OPEN);
          broken.addAll(ofTheTeam(it.investigators(), it.positions(), day));
        }
        case AccountabilityDecided it -> {
          if (caseOn(day).isEmpty()) broken.add(Rule.CASE_NOT_OPEN);
          if (everNamed().contains(TARGET)) broken.add(Rule.INVESTIGATOR_IS_TARGET);
          if (deciders(fact).stream().anyMatch(everNamed()::contains))
            broken.add(Rule.INVESTIGATOR_DECIDES);
          if (months(it) != (it.form() == AccountabilityForm.DEMERIT ? 12 : 24))
            broken.add(Rule.SANCTION_PERIOD_WRONG);
          int before =
              decisions.values().stream()
                  .map(each -> (AccountabilityDecided) each.event())
                  .filter(each -> each.form() == it.form())
                  .mapToInt(Law::months)
                  .sum();
          if (before + months(it) > 48) broken.add(Rule.SANCTION_PERIODS_TOO_LONG);
        }
        case CaseClosed _ -> {
          if (caseOn(day).isEmpty()) broken.add(Rule.CASE_NOT_OPEN);
          if (isAnyToBeAnnounced(day)) broken.add(Rule.DECISION_NOT_ANNOUNCED);
        }
        case LeadReceived _,
            DecisionAnnounced _,
            LeadEvent.ReportSealed _,
            LeadEvent.ReportOpened _,
            RuleOverridden _ -> {}
      }
      return broken;
    }

    private Set<Rule> ofWhatRuns(LocalDate day) {
      Set<Rule> broken = EnumSet.noneOf(Rule.class);
      if (last(day, LeadReceived.class, LeadReopened.class).isEmpty())
        broken.add(Rule.LEAD_NOT_RECEIVED);
      if (hasEnded(day)) broken.add(Rule.LEAD_CLOSED);
      return broken;
    }

    private Set<Rule> ofTheTeam(List<OfficerId> named, List<Long> positions, LocalDate day) {
      Set<Rule> broken = EnumSet.noneOf(Rule.class);
      if (named.size() < 2) broken.add(Rule.TOO_FEW_INVESTIGATORS);
      Set<OfficerId> team = caseOn(day).map(open -> team(open.position())).orElse(Set.of());
      Set<OfficerId> newcomers = new HashSet<>(named);
      newcomers.removeAll(team);
      Set<Long> added = new HashSet<>(positions);
      added.removeAll(cited);
      if (Stream.of(cited, added).flatMap(Set::stream).anyMatch(at -> hadAPart(newcomers, at))
          || added.stream().anyMatch(at -> hadAPart(team, at))) broken.add(Rule.INVESTIGATOR_ACTED);
      if (!decisions.isEmpty() && newcomers.contains(TARGET))
        broken.add(Rule.INVESTIGATOR_IS_TARGET);
      if (decisions.values().stream()
          .flatMap(each -> deciders(each).stream())
          .anyMatch(newcomers::contains)) broken.add(Rule.INVESTIGATOR_DECIDES);
      return broken;
    }

    /** The last told of the latest day, of the facts of these kinds up to the day. */
    private Optional<Fact> last(LocalDate day, Class<?>... kinds) {
      return told.stream()
          .filter(fact -> !fact.occurredOn().isAfter(day))
          .filter(fact -> Stream.of(kinds).anyMatch(kind -> kind.isInstance(fact.event())))
          .max(Comparator.comparing(Fact::occurredOn).thenComparingLong(Fact::position));
    }

    private boolean hasEnded(LocalDate day) {
      return last(day, LeadDisposed.class, LeadReopened.class, CaseClosed.class)
          .map(Fact::event)
          .filter(event ->
              event instanceof CaseClosed
                  || (event instanceof LeadDisposed it && it.disposition() == Disposition.CLOSED))
          .isPresent();
    }

    private boolean isInquiredInto(LocalDate day) {
      return last(day, LeadDisposed.class, LeadReopened.class)
          .map(Fact::event)
          .filter(event ->
              event instanceof LeadDisposed it
                  && it.disposition() == Disposition.PRELIMINARY_INQUIRY)
          .isPresent();
    }

    private Optional<Fact> caseOn(LocalDate day) {
      return last(day, CaseOpened.class, LeadReopened.class, CaseClosed.class)
          .filter(fact -> fact.event() instanceof CaseOpened);
    }

    /** Of the day's case, or of one before the next. */
    private boolean isAnyToBeAnnounced(LocalDate day) {
      Optional<LocalDate> next =
          told.stream()
              .filter(fact ->
                  fact.event() instanceof CaseOpened
                      || fact.event() instanceof LeadReopened
                      || fact.event() instanceof CaseClosed)
              .map(Fact::occurredOn)
              .filter(each -> each.isAfter(day))
              .min(Comparator.naturalOrder());
      return decisions.entrySet().stream()
          .filter(each -> next.isEmpty() || each.getValue().occurredOn().isBefore(next.get()))
          .anyMatch(each -> announced.getOrDefault(each.getKey(), LocalDate.MAX).isAfter(day));
    }

    private Set<OfficerId> team(long opening) {
      return teams.getOrDefault(opening, Set.of());
    }

    private Set<OfficerId> everNamed() {
      Set<OfficerId> named = new HashSet<>();
      for (Fact fact : told) {
        if (fact.event() instanceof CaseOpened it) named.addAll(it.investigators());
        if (fact.event() instanceof CaseEvidenceTaken it) named.addAll(it.investigators());
      }
      return named;
    }

    private static Set<OfficerId> deciders(Fact decision) {
      Set<OfficerId> deciders = new HashSet<>();
      deciders.add(decision.envelope().actor().officer());
      for (Signer signer : decision.envelope().signers())
        if (signer.capacity() == Capacity.APPROVER) deciders.add(signer.officer());
      return deciders;
    }

    private static int months(AccountabilityDecided decision) {
      Integer months = decision.months();
      return months == null ? 0 : months;
    }

    private boolean hadAPart(Set<OfficerId> officers, long position) {
      Fact fact = story.ledger().codec().decode(at(position));
      Set<OfficerId> inIt = new HashSet<>();
      inIt.add(fact.envelope().actor().officer());
      for (Signer signer : fact.envelope().signers()) inIt.add(signer.officer());
      switch (fact.event()) {
        case OfficerRegistered it -> inIt.add(it.officer());
        case CaseOpened it -> inIt.addAll(it.investigators());
        case CaseEvidenceTaken it -> inIt.addAll(it.investigators());
        case AccountabilityDecided _ -> inIt.add(TARGET);
        default -> {
          // Names no officer.
        }
      }
      return inIt.stream().anyMatch(officers::contains);
    }

    private StoredFact at(long position) {
      return story.ledger().journal().at(position).orElseThrow();
    }

    private void remember(Fact fact, LeadEvent event, String what) {
      switch (event) {
        case LeadReceived it -> cite(fact, it.positions(), what);
        case LeadReopened it -> cite(fact, it.positions(), what);
        case CaseOpened it -> teams.put(fact.position(), new HashSet<>(it.investigators()));
        case CaseEvidenceTaken it -> {
          cite(fact, it.positions(), what);
          caseOn(fact.occurredOn())
              .ifPresent(open -> team(open.position()).addAll(it.investigators()));
        }
        case AccountabilityDecided it ->
            assertThat(decisions.put(it.decision(), fact)).as(what).isNull();
        case DecisionAnnounced it -> {
          assertThat(decisions).as(what).containsKey(it.decision());
          assertThat(announced.put(it.decision(), fact.occurredOn())).as(what).isNull();
        }
        case LeadDisposed _,
            CaseClosed _,
            LeadEvent.ReportSealed _,
            LeadEvent.ReportOpened _,
            RuleOverridden _ -> {}
      }
    }

    private void cite(Fact fact, List<Long> positions, String what) {
      assertThat(positions).as(what).allMatch(position -> position < fact.position());
      cited.addAll(positions);
    }
  }
}
