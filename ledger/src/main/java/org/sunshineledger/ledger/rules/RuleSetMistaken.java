package org.sunshineledger.ledger.rules;

/** A file of rules cannot be used; the message names file and line and says why. */
public final class RuleSetMistaken extends RuntimeException {

  RuleSetMistaken(String file, int line, String why) {
    super("%s:%d: %s".formatted(file, line, why));
  }
}
