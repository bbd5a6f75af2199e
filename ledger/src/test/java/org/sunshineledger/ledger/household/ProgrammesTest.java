package org.sunshineledger.ledger.household;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.rules.BenefitCycles;
import org.sunshineledger.ledger.rules.Provision;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.RuleSets;

@DisplayName("补助项目")
class ProgrammesTest {

  private static final BenefitCycles CYCLES =
      RuleSets.standard()
          .of(Judging.PLACE)
          .provision(Rule.PAYEE_NOT_OF_PROGRAMME, LocalDate.of(2016, 1, 1))
          .map(Provision::terms)
          .map(BenefitCycles.class::cast)
          .orElseThrow();

  @ParameterizedTest
  @EnumSource
  @DisplayName("a programme is due to a member or to the household, and not to either as one likes")
  void isDueToOneKindOfPayee(Programme programme) {
    assertThat(CYCLES.mayBePaidTo(programme.name(), true))
        .isNotEqualTo(CYCLES.mayBePaidTo(programme.name(), false));
  }
}
