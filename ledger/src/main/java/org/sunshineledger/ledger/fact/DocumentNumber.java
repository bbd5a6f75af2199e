package org.sunshineledger.ledger.fact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** 文号, e.g. 郑财预〔2017〕831号: the auditor's key to money. No spaces, no slash, at most 64 characters. */
public record DocumentNumber(@JsonValue String text) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public DocumentNumber {
    if (!text.matches("[^\\p{Cntrl}\\s/]{2,64}"))
      throw new IllegalArgumentException("not a document number: " + text);
  }

  public String stream() {
    return "fund/" + text;
  }

  @Override
  public String toString() {
    return text;
  }
}
