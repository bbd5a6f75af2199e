package org.sunshineledger.ledger.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.fund.Purpose;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.project.ProjectCategory;
import org.sunshineledger.ledger.rules.Provision;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.RuleSets;
import org.sunshineledger.ledger.rules.Scope;

/** What a rule file does not list covers everything, so it must list all there is. */
@DisplayName("专款专用")
class ScopesTest {

  private static Map<String, List<String>> covers(Rule rule) {
    return RuleSets.standard()
        .of(Judging.PLACE)
        .provision(rule, LocalDate.of(2016, 1, 1))
        .map(Provision::terms)
        .map(Scope.class::cast)
        .orElseThrow()
        .covers();
  }

  private static Set<String> names(Enum<?>[] values) {
    return Stream.of(values).map(Enum::name).collect(Collectors.toSet());
  }

  @Test
  void listsEveryPurposeButTheGeneralOneAndCategoriesOnly() {
    Map<String, List<String>> covers = covers(Rule.PURPOSE_CHANGED);
    Set<String> purposes = names(Purpose.values());
    purposes.remove(Purpose.GENERAL.name());

    assertThat(covers.keySet()).isEqualTo(purposes);
    assertThat(covers.values())
        .allSatisfy(uses -> assertThat(names(ProjectCategory.values())).containsAll(uses));
  }

  @Test
  void listsEveryCategoryAndProgrammesOnly() {
    Map<String, List<String>> covers = covers(Rule.PROGRAMME_NOT_OF_PROJECT);

    assertThat(covers.keySet()).isEqualTo(names(ProjectCategory.values()));
    assertThat(covers.values())
        .allSatisfy(uses -> assertThat(names(Programme.values())).containsAll(uses));
    assertThat(covers).contains(entry("MANAGEMENT_FEE", List.of()));
  }
}
