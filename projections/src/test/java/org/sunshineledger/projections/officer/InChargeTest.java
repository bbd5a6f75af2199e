package org.sunshineledger.projections.officer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.projections.officer.OfficerRecord.InCharge;
import org.sunshineledger.projections.responsibility.Duty;

class InChargeTest {

  @Test
  void tellsWhatWasBrokenMostFirst() {
    Duty duty =
        new Duty(
            Duty.Kind.POST,
            new OfficerId("GB-1"),
            "某某",
            Post.GOVERNMENT_HEAD,
            "市政府",
            "region/410100",
            LocalDate.of(2014, 1, 1),
            null,
            7,
            null,
            true);

    assertThat(
            new InCharge(duty, null, Map.of("B", 50, "A", 50, "C", 114, "D", 3), 217, null).flags())
        .containsExactly(
            Map.entry("C", 114), Map.entry("A", 50), Map.entry("B", 50), Map.entry("D", 3));
  }
}
