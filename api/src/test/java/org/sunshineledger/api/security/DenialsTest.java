package org.sunshineledger.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("拒绝记录里的地址")
class DenialsTest {

  @Test
  void keepWordsAndNothingThatCouldBeANumberOrAName() {
    assertThat(Denials.withoutNumbers("/households/4101850010010001/confirm-exit"))
        .isEqualTo("/households/{}/confirm-exit");
    assertThat(Denials.withoutNumbers("/audit/households/%E6%9D%8E%E6%9F%90"))
        .isEqualTo("/audit/households/{}");
    assertThat(Denials.withoutNumbers("/11010519491231002X")).isEqualTo("/{}");
    assertThat(Denials.withoutNumbers("/")).isEqualTo("/");
    assertThat(Denials.withoutNumbers("/" + "a/".repeat(100))).isEqualTo("/a/a/a/a/a/a/a/a");
    assertThat(Denials.withoutNumbers("/" + "a".repeat(41))).isEqualTo("/{}");
  }

  @Test
  void nameANetworkAndNoDevice() {
    assertThat(Denials.network("192.0.2.77")).isEqualTo("192.0.2.0/24");
    assertThat(Denials.network("2001:db8:1:2:3:4:5:6")).isEqualTo("2001:db8:1:0:0:0:0:0/48");
    assertThat(Denials.network("not an address")).isEqualTo("?");
    assertThat(Denials.network(null)).isEqualTo("?");
  }
}
