package org.sunshineledger.ledger.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.Deed.onPaper;
import static org.sunshineledger.ledger.supervision.Cases.DAY;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Story;
import org.sunshineledger.ledger.UnknownStream;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.journal.Recall;
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

/** Whatever is ordered of a few leads, live or on paper, the laws hold of what was not flagged. */
@DisplayName("Leads at random")
class LeadLawsTest {

  private static final int ORDERS = 160;
  private static final List<LeadId> LEADS =
      List.of(new LeadId("XS-01"), new LeadId("XS-02"), new LeadId("XS-03"));
  private static final List<OfficerId> OFFICERS =
      Stream.of("OF-0101", "OF-0102", "OF-0103", "OF-0201").map(OfficerId::new).toList();

  private static final List<Disposition> WAYS = List.of(Disposition.values());

  private int recorded;
  private int refused;

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
      LocalDate day = DAY;
      for (int i = 0; i < ORDERS; i++) {
        day = day.plusDays(random.nextInt(3));
        LeadOrder order = order(random, story.ledger().journal().size());
        try {
          story.tell(random.nextInt(4) == 0 ? onPaper(day, order) : live(day, order));
          recorded++;
        } catch (Refused refusal) {
          refused++;
        } catch (UnknownStream notReceivedYet) {
          refused++;
        }
      }
      assertThat(recorded).as("a history of both, seed %d", seed).isPositive();
      assertThat(refused).isPositive();
      for (LeadId lead : LEADS) new Law(story, seed).holdsFor(story.facts(lead.stream()));
    }
  }

  private static LeadOrder order(Random random, long size) {
    LeadId lead = LEADS.get(random.nextInt(LEADS.size()));
    List<Long> positions = List.of(random.nextLong(size + 2));
    return switch (random.nextInt(10)) {
      case 0 -> new ReceiveLead(lead, LeadSource.OWN_WORK, Deed.TOWNSHIP, positions, null);
      case 1, 2 -> new DisposeLead(lead, WAYS.get(random.nextInt(WAYS.size())));
      case 3 -> new ReopenLead(lead, positions);
      case 4, 5 -> new OpenCase(lead, some(random));
      case 6 -> new TakeCaseEvidence(lead, positions, some(random));
      case 7 ->
          Cases.decision(
              lead,
              TargetKind.PERSON,
              random.nextBoolean() ? AccountabilityForm.DEMERIT : AccountabilityForm.REMOVAL,
              random.nextInt(4) == 0 ? 6 : random.nextBoolean() ? 12 : 24);
      case 8 -> new AnnounceDecision(lead, 1 + random.nextInt(3), false);
      default -> new CloseCase(lead);
    };
  }

  private static List<OfficerId> some(Random random) {
    List<OfficerId> some = new ArrayList<>();
    for (OfficerId officer : OFFICERS) if (random.nextInt(3) > 0) some.add(officer);
    return some;
  }

  /** What must be true of one lead's facts in their order, whatever came before each. */
  private static final class Law {

    private final Story story;
    private final long seed;
    private final Map<AccountabilityForm, Integer> months = new HashMap<>();
    private final Set<Integer> decisions = new HashSet<>();
    private final Set<Integer> announced = new HashSet<>();
    private final Set<OfficerId> investigators = new HashSet<>();
    private boolean hasCase;
    private boolean hasEnded;

    Law(Story story, long seed) {
      this.story = story;
      this.seed = seed;
    }

    void holdsFor(List<Fact> facts) {
      for (Fact fact : facts) {
        String what = "seed %d, position %d: %s".formatted(seed, fact.position(), fact.event());
        follow(fact, (LeadEvent) fact.event(), what);
      }
    }

    private void follow(Fact fact, LeadEvent event, String what) {
      switch (event) {
        case LeadReceived it -> citesWhatWasThere(fact, it.positions(), what);
        case LeadDisposed it -> {
          unlessFlagged(fact, Rule.LEAD_CLOSED, !hasEnded, what);
          unlessFlagged(fact, Rule.CASE_OPEN_ALREADY, !hasCase, what);
          hasEnded = it.disposition() == Disposition.CLOSED;
        }
        case LeadReopened it -> {
          citesWhatWasThere(fact, it.positions(), what);
          unlessFlagged(fact, Rule.LEAD_NOT_CLOSED, hasEnded, what);
          hasEnded = false;
          hasCase = false;
        }
        case CaseOpened it -> {
          unlessFlagged(fact, Rule.LEAD_CLOSED, !hasEnded, what);
          unlessFlagged(fact, Rule.TOO_FEW_INVESTIGATORS, it.investigators().size() > 1, what);
          investigators.addAll(it.investigators());
          hasCase = true;
        }
        case CaseEvidenceTaken it -> {
          citesWhatWasThere(fact, it.positions(), what);
          unlessFlagged(fact, Rule.CASE_NOT_OPEN, hasCase, what);
          investigators.addAll(it.investigators());
        }
        case AccountabilityDecided it -> {
          unlessFlagged(fact, Rule.CASE_NOT_OPEN, hasCase, what);
          unlessFlagged(
              fact, Rule.INVESTIGATOR_IS_TARGET, !investigators.contains(it.officer()), what);
          int lasting = it.months() == null ? 0 : it.months();
          int together = months.merge(it.form(), lasting, Integer::sum);
          unlessFlagged(fact, Rule.SANCTION_PERIODS_TOO_LONG, together <= 48, what);
          assertThat(decisions.add(it.decision())).as(what).isTrue();
        }
        case DecisionAnnounced it -> {
          assertThat(decisions).as(what).contains(it.decision());
          assertThat(announced.add(it.decision())).as(what).isTrue();
        }
        case CaseClosed _ -> {
          unlessFlagged(fact, Rule.DECISION_NOT_ANNOUNCED, announced.containsAll(decisions), what);
          hasCase = false;
          hasEnded = true;
        }
        case RuleOverridden _ -> {}
      }
    }

    private void citesWhatWasThere(Fact fact, List<Long> positions, String what) {
      assertThat(positions).as(what).allMatch(position -> position < fact.position());
      for (long position : positions)
        assertThat(story.ledger().journal().at(position)).as(what).isPresent();
    }

    private static void unlessFlagged(Fact fact, Rule rule, boolean holds, String what) {
      if (!fact.envelope().breaches().contains(rule.name()))
        assertThat(holds).as("%s, %s", rule, what).isTrue();
    }
  }
}
