package org.sunshineledger.projections.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sunshineledger.projections.Telling.day;
import static org.sunshineledger.projections.Telling.household;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.OverrideReason;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fund.FundEvent;
import org.sunshineledger.ledger.household.HouseholdEvent;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent;
import org.sunshineledger.ledger.notice.NoticeEvent;
import org.sunshineledger.ledger.payment.PaymentEvent;
import org.sunshineledger.ledger.project.ProjectEvent;
import org.sunshineledger.ledger.supervision.AuditEvent;
import org.sunshineledger.ledger.supervision.AuditId;
import org.sunshineledger.ledger.supervision.LeadEvent;
import org.sunshineledger.ledger.supervision.LeadId;
import org.sunshineledger.ledger.village.VillageEvent;
import org.sunshineledger.projections.Telling;

@DisplayName("特批和翻页")
class ApprovalTest {

  private static final RegionCode FIRST = new RegionCode("410173202001");
  private static final DocumentNumber FUND = new DocumentNumber("郑财预〔2016〕1号");
  private static final OfficerId SECRETARY = Telling.officer(9);

  static List<Event> overrides() {
    String rule = "NO_PLAN";
    OverrideReason reason = OverrideReason.EMERGENCY;
    return List.of(
        new HouseholdEvent.RuleOverridden(household(1), rule, SECRETARY, reason),
        new VillageEvent.RuleOverridden(FIRST, rule, SECRETARY, reason),
        new NoticeEvent.RuleOverridden(new NoticeId("NOTICE-1"), rule, SECRETARY, reason),
        new PaymentEvent.RuleOverridden(new PaymentId("PAY-0001"), rule, SECRETARY, reason),
        new ProjectEvent.RuleOverridden(new ProjectCode("PROJECT-1"), rule, SECRETARY, reason),
        new FundEvent.RuleOverridden(FUND, rule, SECRETARY, reason),
        new MutualAidEvent.RuleOverridden(FIRST, rule, SECRETARY, reason),
        new LeadEvent.RuleOverridden(new LeadId("LEAD-1"), rule, SECRETARY, reason),
        new AuditEvent.RuleOverridden(new AuditId("AUDIT-1"), rule, SECRETARY, reason));
  }

  @ParameterizedTest
  @MethodSource("overrides")
  void anApprovalIsFoundOnEveryStreamThatHasThem(Event override) {
    Telling one = new Telling().tell(day("2016-01-01"), "stream/1", Place.NOWHERE, override);
    assertThat(Approval.of(one.facts().getFirst()))
        .hasValueSatisfying(found -> assertThat(found.authority()).isEqualTo(SECRETARY));
  }

  @Test
  void noStreamWithApprovalsIsForgotten() {
    assertThat(Ledger.published().names().stream().filter(name -> name.contains("overridden")))
        .hasSameSizeAs(overrides());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12", "2016-10-17", "2016-10-17.", "2016-13-17.1", "2016-10-17.x"})
  void aPlaceInAListIsWrittenOneWay(String text) {
    assertThatThrownBy(() -> Cursor.of(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
