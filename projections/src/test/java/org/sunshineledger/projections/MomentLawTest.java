package org.sunshineledger.projections;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.rules.RuleSets;
import org.sunshineledger.ledger.rules.WorkCalendar;
import org.sunshineledger.projections.flags.Flags;
import org.sunshineledger.projections.money.MoneyQuery;
import org.sunshineledger.projections.view.Moment;

/**
 * What was known at a moment is what a ledger tells that ended there: whichever rows a question
 * starts from, and whatever it has learned since.
 */
@DisplayName("按当时所知：与停在那一刻的账本无异")
class MomentLawTest {

  private static final int FACTS = 700;
  private static final WorkCalendar CALENDAR = RuleSets.standard().calendar();
  private static final List<RegionCode> REGIONS =
      List.of(
          new RegionCode("410100"),
          new RegionCode("410173"),
          new RegionCode("410184"),
          new RegionCode("410173202"),
          new RegionCode("410173202001"),
          new RegionCode("410173202002"));

  private final ToldLedger ledger = new ToldLedger();
  private final ToldLedger ended = new ToldLedger();

  @AfterEach
  void close() {
    ledger.close();
    ended.close();
  }

  static List<Long> seeds() {
    return new Random().longs(4).boxed().toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aMomentIsALedgerThatEndedThere(long seed) throws TimeoutException {
    List<Fact> facts = RandomHistory.of(seed, FACTS).facts();
    Random random = new Random(seed);
    int size = FACTS / 2 + random.nextInt(FACTS / 2);
    ledger.append(facts);
    ended.append(facts.subList(0, size));
    try (Projections all = ledger.projections();
        Projections first = ended.projections()) {
      all.start();
      first.start();
      ToldLedger.await(all.views());
      ToldLedger.await(first.views());
      for (int i = 0; i < 4; i++) {
        LocalDate day = LocalDate.of(2014, 1, 1).plusDays(random.nextInt(1_100));
        Map<String, Object> expected = answers(first, Moment.of(day));
        for (Moment moment :
            List.of(Moment.first(day, size), new Moment(day, facts.get(size - 1).recordedAt()))) {
          Map<String, Object> asked = answers(all, moment);
          expected.forEach((question, answer) ->
              assertThat(asked.get(question))
                  .as("%s at %s, %d facts, seed %d", question, moment, size, seed)
                  .isEqualTo(answer));
        }
      }
    }
  }

  /** Every question that is asked of a day and of what was known, by its name. */
  private static Map<String, Object> answers(Projections of, Moment moment) {
    Map<String, Object> answers = new LinkedHashMap<>();
    answers.put("total", of.money().total(moment));
    answers.put("funds", of.money().funds(moment));
    answers.put("projects", of.money().projects(moment));
    answers.put("slips", MoneyQuery.slips(of.money().funds(moment)));
    answers.put("ageing", of.money().ageing(moment));
    for (RegionCode region : REGIONS) {
      answers.put("divisions of " + region, of.regions().on(moment).path(region));
      answers.put("standing of " + region, of.progress().of(region, moment));
      answers.put("months of " + region, of.progress().months(region, moment));
      answers.put("years of " + region, of.progress().years(region, moment));
      answers.put("listings of " + region, of.progress().listings(region, moment));
      answers.put("hung in " + region, of.boards().hung(region, moment));
      answers.put("told of " + region, of.money().told(region, moment));
      answers.put("received in " + region, of.money().received(region, moment));
      answers.put("ledger of " + region, of.money().ledger(region, moment));
      answers.put("payments in " + region, of.money().payments(region, moment));
      answers.put("aid in " + region, of.mutualAid().told(region, moment));
      answers.put("fund of " + region, of.mutualAid().village(region, moment));
      answers.put("gaps in " + region, of.gaps().of(region, moment));
      answers.put(
          "flags in " + region,
          of.flags().of(region, moment, new Flags.Asked(null, null, null), FACTS, null));
      answers.put("disclosures of " + region, of.disclosures().of(region, moment, CALENDAR));
      answers.put(
          "red flags in " + region,
          of.redFlags().of(region, region, moment, true, null, FACTS, null));
      answers.put("answering for " + region, of.responsibility().ofPlace(region, moment));
    }
    return answers;
  }
}
