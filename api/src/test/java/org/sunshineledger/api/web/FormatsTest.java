package org.sunshineledger.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.Money;

class FormatsTest {

  private final Formats formats = new Formats();

  @Test
  void amountsAreShownInYuanToTheFen() {
    assertThat(formats.yuan(new Money(123_450))).isEqualTo("1,234.50");
    assertThat(formats.yuan(new Money(-5))).isEqualTo("-0.05");
    assertThat(formats.yuan(null)).isEmpty();
  }

  @Test
  void tenThousandYuanIsADisplayUnit() {
    assertThat(formats.wan(Money.ofYuan(328_310_000))).isEqualTo("32,831");
    assertThat(formats.wan(Money.ofYuan(12_345))).isEqualTo("1.23");
  }

  @Test
  void numbersKeepTheirDecimals() {
    assertThat(formats.number(new BigDecimal("-16"))).isEqualTo("-16");
    assertThat(formats.number(new BigDecimal("9.090"))).isEqualTo("9.09");
    assertThat(formats.number(32_000)).isEqualTo("32,000");
  }

  @Test
  void momentsAreChinas() {
    assertThat(formats.moment(Instant.parse("2016-10-17T08:30:00Z")))
        .isEqualTo("2016-10-17 16:30:00");
  }
}
