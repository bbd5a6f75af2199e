package org.sunshineledger.ledger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sunshineledger.ledger.Deed.onPaper;

import java.time.LocalDate;
import java.time.Month;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;

@DisplayName("A judge of the tests")
class JudgingTest {

  record CountTwice(String stream) implements Order {}

  /** Counts twice, and breaks a rule with the second. */
  static final class Careless {

    @AggregateIdentifier @Nullable String stream;

    Careless() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CountTwice order, Ruling ruling) {
      ruling.at(Judging.VILLAGE);
      ruling.record(new Tally.TallyEvent.Opened(order.stream()));
      ruling.require(false, Rule.NO_PLAN);
      ruling.record(new Tally.TallyEvent.Counted(1, 1));
    }

    @EventSourcingHandler
    void on(Tally.TallyEvent.Opened fact) {
      stream = fact.name();
    }
  }

  @Test
  void seesWhatIsWrongWithTheSecondFactToo() {
    Judging.Verdict<Careless> verdict =
        Judging.<Careless>of(Careless.class)
            .when(onPaper(LocalDate.of(2016, Month.MAY, 4), new CountTwice("tally/a")));
    verdict.isRecordedInBreachOf(Rule.NO_PLAN);
    assertThatThrownBy(verdict::isRecorded).isInstanceOf(AssertionError.class);
  }
}
