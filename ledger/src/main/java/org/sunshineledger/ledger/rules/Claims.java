package org.sunshineledger.ledger.rules;

import java.util.Optional;

/** What may be held once only ({@code Append.claim}), and the rule that says so. */
public final class Claims {

  /** A person stands in one household only; the key is the ID number's keyed fingerprint. */
  public static final String PERSON_ON_REGISTER = "person-on-register";

  /** A benefit of a period is paid to a payee once, by whatever project. */
  public static final String BENEFIT = "benefit";

  /** Of programmes that exclude each other, a payee receives one for a period. */
  public static final String ONE_BENEFIT_OF = "one-benefit-of";

  /** A project of the same content is in the library once; the key is the content's digest. */
  public static final String PROJECT_CONTENT = "project-content";

  /**
   * An instalment that falls due once is paid to a supplier of a project once. What was paid before
   * there was this kind holds no claim, and is not known to it.
   */
  public static final String INSTALMENT = "instalment";

  /**
   * 回执: a receipt of the public is held by what it was given for; the key is the digest of its
   * number.
   */
  public static final String RECEIPT = "receipt";

  private Claims() {}

  /** The rule an append breaks that claims what is held; empty for a kind no rule speaks of. */
  public static Optional<Rule> ruleBehind(String kind) {
    return switch (kind) {
      case PERSON_ON_REGISTER -> Optional.of(Rule.PERSON_ON_ANOTHER_REGISTER);
      case BENEFIT -> Optional.of(Rule.BENEFIT_ALREADY_PAID);
      case ONE_BENEFIT_OF -> Optional.of(Rule.BENEFITS_EXCLUDE_EACH_OTHER);
      case INSTALMENT -> Optional.of(Rule.INSTALMENT_ALREADY_PAID);
      case PROJECT_CONTENT -> Optional.of(Rule.DUPLICATE_PROJECT);
      default -> Optional.empty();
    };
  }
}
