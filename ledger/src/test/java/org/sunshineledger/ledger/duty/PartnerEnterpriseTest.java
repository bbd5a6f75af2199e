package org.sunshineledger.ledger.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.Judging.COUNTY;
import static org.sunshineledger.ledger.Judging.VILLAGE;

import java.time.LocalDate;
import java.time.Month;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.duty.EnterpriseEvent.AgreementEnded;
import org.sunshineledger.ledger.duty.EnterpriseEvent.AgreementSigned;
import org.sunshineledger.ledger.duty.EnterpriseEvent.EnterpriseRegistered;
import org.sunshineledger.ledger.duty.EnterpriseOrder.EndAgreement;
import org.sunshineledger.ledger.duty.EnterpriseOrder.RegisterEnterprise;
import org.sunshineledger.ledger.duty.EnterpriseOrder.SignAgreement;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.Visibility;
import org.sunshineledger.ledger.rules.Rule;

@DisplayName("帮扶企业")
class PartnerEnterpriseTest {

  private static final EnterpriseId ENTERPRISE = new EnterpriseId("QY-0001");
  private static final HouseholdId LI = new HouseholdId("4101732022010001");
  private static final LocalDate SPRING = LocalDate.of(2016, Month.MARCH, 1);
  private static final LocalDate AUTUMN = LocalDate.of(2016, Month.SEPTEMBER, 1);

  private static final Homes HOMES = household -> VILLAGE;

  private final Judging<PartnerEnterprise> enterprise = Judging.of(PartnerEnterprise.class, HOMES);

  private static Deed registered() {
    return live(SPRING, new RegisterEnterprise(ENTERPRISE, "养殖有限公司", COUNTY));
  }

  private static Deed signs(LocalDate day) {
    return live(day, new SignAgreement(ENTERPRISE, LI));
  }

  private static Deed ends(LocalDate day) {
    return live(day, new EndAgreement(ENTERPRISE, LI, EndReason.TERM_ENDED));
  }

  @Test
  void isRegisteredOnce() {
    enterprise.when(registered()).records(new EnterpriseRegistered(ENTERPRISE, "养殖有限公司", COUNTY));
    enterprise.given(registered()).when(registered()).isRefusedFor(Rule.ALREADY_EXISTS);
  }

  @Test
  void signsUnderItsNameAndOnlyOnceAtATime() {
    enterprise
        .given(registered())
        .when(signs(SPRING))
        .records(new AgreementSigned(ENTERPRISE, "养殖有限公司", LI));
    enterprise
        .given(registered(), signs(SPRING))
        .when(signs(AUTUMN))
        .isRefusedFor(Rule.ALREADY_PAIRED);
    enterprise.given(registered(), signs(SPRING), ends(AUTUMN)).when(signs(AUTUMN)).isRecorded();
    enterprise
        .given(registered(), signs(SPRING), ends(AUTUMN))
        .when(signs(AUTUMN.minusDays(1)))
        .isRefusedFor(Rule.ALREADY_PAIRED);
  }

  @Test
  void endsOnlyWhatItHasSigned() {
    enterprise
        .given(registered(), signs(SPRING))
        .when(ends(AUTUMN))
        .records(new AgreementEnded(ENTERPRISE, LI, EndReason.TERM_ENDED));
    enterprise.given(registered()).when(ends(AUTUMN)).isRefusedFor(Rule.NOT_PAIRED);
    enterprise
        .given(registered(), signs(AUTUMN))
        .when(ends(AUTUMN.minusDays(1)))
        .isRefusedFor(Rule.NOT_PAIRED);
    enterprise
        .given(registered(), signs(SPRING), ends(AUTUMN))
        .when(ends(AUTUMN.plusDays(1)))
        .isRefusedFor(Rule.NOT_PAIRED);
  }

  @Test
  void isEndedByNothingThatComesBeforeItsBeginningOrAfterItsEnd() {
    enterprise
        .given(registered(), signs(AUTUMN), ends(SPRING).asHistory())
        .when(ends(AUTUMN.plusDays(1)))
        .isRecorded();
    enterprise
        .given(registered(), signs(SPRING), ends(AUTUMN), ends(AUTUMN.plusDays(9)).asHistory())
        .when(signs(AUTUMN))
        .isRecorded();
  }

  @Test
  void keepsEveryAgreementInWhateverOrderTheyAreTold() {
    LocalDate winter = AUTUMN.plusMonths(3);
    enterprise
        .given(registered(), signs(winter), signs(SPRING).asHistory(), ends(AUTUMN))
        .when(ends(winter.plusDays(1)))
        .isRecorded();
  }

  @Test
  void isPublicButWhomItHelpsIsNot() {
    assertThat(new EnterpriseRegistered(ENTERPRISE, "养殖有限公司", COUNTY).visibility())
        .isEqualTo(Visibility.PUBLIC);
    assertThat(new AgreementSigned(ENTERPRISE, "养殖有限公司", LI).visibility())
        .isEqualTo(Visibility.RESTRICTED);
    assertThatThrownBy(() -> new EnterpriseId("养殖有限公司"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
