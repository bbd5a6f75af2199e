package org.sunshineledger.ledger.household;

/**
 * 村民代表会议: two thirds of its members present, more than half of those in favour (村民委员会组织法 art. 26,
 * 28; domain.md ID-5). Whole numbers only.
 */
public final class Quorum {

  private Quorum() {}

  /** Whether the counts can be true at all. */
  public static boolean addsUp(int eligible, int present, int yes, int no, int abstain) {
    return yes >= 0
        && no >= 0
        && abstain >= 0
        && present <= eligible
        && (long) yes + no + abstain == present;
  }

  public static boolean isReached(int eligible, int present) {
    return present * 3L >= eligible * 2L;
  }

  public static boolean isMajority(int present, int yes) {
    return yes * 2L > present;
  }
}
