package org.sunshineledger.api.scenario;

import java.time.LocalDate;
import java.util.List;
import org.sunshineledger.ledger.duty.EndReason;
import org.sunshineledger.ledger.duty.EnterpriseId;
import org.sunshineledger.ledger.duty.EnterpriseOrder.EndAgreement;
import org.sunshineledger.ledger.duty.EnterpriseOrder.RegisterEnterprise;
import org.sunshineledger.ledger.duty.EnterpriseOrder.SignAgreement;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Post;

/** 千帮工程: in some villages an enterprise has an agreement with three households. */
final class Partners {

  private static final LocalDate REGISTERED = LocalDate.of(2015, 3, 2);
  private static final LocalDate SIGNED = LocalDate.of(2015, 3, 18);
  private static final LocalDate ENDED = LocalDate.of(2016, 3, 18);
  private static final int HOUSEHOLDS = 3;

  private Partners() {}

  static void tell(Telling telling, Cast cast, List<Hamlet> hamlets) {
    for (Hamlet hamlet : hamlets) {
      if (hamlet.number() % 20 != 2 || hamlet.block().movedTo() != null) continue;
      Actor county = cast.county(hamlet.block().county(), Post.COUNTY_APPROVER);
      EnterpriseId enterprise = new EnterpriseId("QY-" + hamlet.code());
      telling.tell(
          county,
          REGISTERED,
          new RegisterEnterprise(enterprise, hamlet.name() + "帮扶企业（合成）", hamlet.block().county()));
      List<Family> helped =
          hamlet.families().subList(0, Math.min(HOUSEHOLDS, hamlet.families().size()));
      for (Family family : helped)
        telling.tell(county, SIGNED, new SignAgreement(enterprise, family.id()));
      telling.tell(
          county,
          ENDED,
          new EndAgreement(enterprise, helped.getFirst().id(), EndReason.TERM_ENDED));
    }
  }
}
