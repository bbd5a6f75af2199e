package org.sunshineledger.ledger.fact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * 文号, e.g. 郑财预〔2017〕831号: the auditor's key to money. No spaces, no slash, at most 64 characters.
 */
public record DocumentNumber(@JsonValue String text) {

  private static final Pattern FORM = Pattern.compile("[^\\p{Cntrl}\\s/]{2,64}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public DocumentNumber {
    if (!FORM.matcher(text).matches())
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
