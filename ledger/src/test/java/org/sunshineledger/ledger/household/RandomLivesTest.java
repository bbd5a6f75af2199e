package org.sunshineledger.ledger.household;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.Rejudging.Finding;
import org.sunshineledger.ledger.Story;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdExited;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdIdentified;
import org.sunshineledger.ledger.household.HouseholdEvent.PlanAdopted;
import org.sunshineledger.ledger.household.HouseholdEvent.RelapseRecorded;
import org.sunshineledger.ledger.household.HouseholdEvent.RuleOverridden;
import org.sunshineledger.ledger.journal.Recall;
import org.sunshineledger.ledger.rules.Claims;
import org.sunshineledger.ledger.rules.RuleSet;

/** Whatever is ordered, in whatever order: what stands in the journal keeps to the laws. */
@DisplayName("However households live")
@Timeout(240)
class RandomLivesTest {

  private static final int STEPS = 260;

  /** What the histories together must have come to, or the laws were held to nothing. */
  private static final Set<String> REACHED = new HashSet<>();

  /** A plan was revised before one was adopted. */
  private static final long REVISED_FIRST = 42320069166558L;

  static LongStream seeds() {
    return LongStream.concat(
        LongStream.rangeClosed(1, 9), LongStream.of(REVISED_FIRST, System.nanoTime()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  @DisplayName("the laws hold")
  void theLawsHold(long seed) {
    Recall recall =
        List.of(Recall.USUAL, new Recall(0, 500), new Recall(0, 1)).get((int) (seed % 3));
    try (Story story = new Story(recall)) {
      RandomLives lives = new RandomLives(story, seed);
      lives.goOn(STEPS);
      Ledger ledger = story.ledger();
      List<Fact> facts = story.lastFacts((int) ledger.journal().size());
      String what = "seed " + seed;
      Reading reading = new Reading(facts, lives.numbers(), ledger.rules());
      assertThat(reading.exitsNotConfirmed()).as("exits, %s", what).isEmpty();
      assertThat(reading.identificationsNotPublished()).as("identifications, %s", what).isEmpty();
      assertThat(reading.plansTooThin()).as("plans, %s", what).isEmpty();
      assertThat(reading.personsWithTwoHomes()).as("persons, %s", what).isEmpty();
      assertThat(reading.headCountsWrong()).as("head-counts, %s", what).isEmpty();
      assertThat(reading.impossibleBreaches()).as("impossible, %s", what).isEmpty();
      assertThat(reading.liveBreaches()).as("live, %s", what).isEmpty();
      assertThat(reading.approvalsForNothing()).as("approvals, %s", what).isEmpty();
      for (String number : RandomLives.everybody())
        assertThat(
                ledger
                    .journal()
                    .holderOf(Claims.PERSON_ON_REGISTER, ledger.vault().fingerprint(number)))
            .as("who keeps a person, %s", what)
            .isEqualTo(reading.homeOf(number));
      assertThat(judgedOtherwise(ledger, facts)).as("judged again, %s", what).isEmpty();
      remember(facts);
    }
  }

  /** Facts that the very rule set they were judged by finds otherwise when it is asked again. */
  private static List<String> judgedOtherwise(Ledger ledger, List<Fact> facts) {
    Map<String, Set<String>> ruleSets = new HashMap<>();
    Map<UUID, Fact> byId = new HashMap<>();
    for (Fact fact : facts) {
      byId.put(fact.id(), fact);
      if (fact.stream().startsWith("household/") || fact.stream().startsWith("notice/"))
        ruleSets
            .computeIfAbsent(fact.stream(), _ -> new LinkedHashSet<>())
            .add(fact.envelope().ruleSet());
    }
    List<String> differs = new ArrayList<>();
    ruleSets.forEach((stream, versions) -> {
      for (String version : versions) {
        RuleSet ruleSet = ledger.rules().version(version).orElseThrow();
        for (Finding finding : ledger.rejudging().of(stream, ruleSet)) {
          Fact fact = byId.get(finding.fact());
          if (finding.differs() && fact != null && fact.envelope().ruleSet().equals(version))
            differs.add(finding.toString());
        }
      }
    });
    return differs;
  }

  private static void remember(List<Fact> facts) {
    for (Fact fact : facts) {
      boolean isRegular =
          fact.envelope().mode() == Mode.LIVE && fact.envelope().breaches().isEmpty();
      if (fact.event() instanceof HouseholdEvent)
        REACHED.add(fact.event().getClass().getSimpleName() + (isRegular ? " live" : " flagged"));
    }
  }

  @AfterAll
  static void theyCameFar() {
    for (Class<?> each :
        List.of(
            HouseholdIdentified.class,
            PlanAdopted.class,
            HouseholdExited.class,
            RelapseRecorded.class,
            RuleOverridden.class)) assertThat(REACHED).contains(each.getSimpleName() + " live");
  }
}
