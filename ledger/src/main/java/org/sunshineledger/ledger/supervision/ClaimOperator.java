package org.sunshineledger.ledger.supervision;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How a published figure is to be read: exactly, about, at least, more than. */
public enum ClaimOperator {
  EQUAL("="),
  ABOUT("~"),
  AT_LEAST(">="),
  MORE_THAN(">");

  private final String sign;

  ClaimOperator(String sign) {
    this.sign = sign;
  }

  @JsonValue
  public String sign() {
    return sign;
  }

  @JsonCreator
  public static ClaimOperator of(String sign) {
    for (ClaimOperator operator : values()) if (operator.sign.equals(sign)) return operator;
    throw new IllegalArgumentException("not an operator of a claim: " + sign);
  }
}
