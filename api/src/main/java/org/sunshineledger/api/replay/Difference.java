package org.sunshineledger.api.replay;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first place at which a list that is shown is not the one that the log gives.
 *
 * @param row from 1
 * @param log what the log gives there, or null
 * @param shown what is shown there, or null
 */
record Difference(Kind kind, int row, @Nullable String log, @Nullable String shown) {

  /** What is wrong. */
  enum Kind {
    MISSING("缺行", "a row is missing"),
    SUPERFLUOUS("多行", "a row too many"),
    DIFFERENT("行不同", "a row is different"),
    ORDER("次序不同", "the rows are in another order");

    private final String chinese;
    private final String english;

    Kind(String chinese, String english) {
      this.chinese = chinese;
      this.english = english;
    }

    String said() {
      return chinese + " " + english;
    }
  }

  /** Null where both are the same. */
  static @Nullable Difference between(List<String> log, List<String> shown) {
    int at = 0;
    while (at < log.size() && at < shown.size() && log.get(at).equals(shown.get(at))) at++;
    if (at == log.size() && at == shown.size()) return null;
    Set<String> inLog = new HashSet<>(log);
    Set<String> inShown = new HashSet<>(shown);
    @Nullable String ours = at < log.size() ? log.get(at) : null;
    @Nullable String theirs = at < shown.size() ? shown.get(at) : null;
    boolean isLeftOut = ours != null && !inShown.contains(ours);
    boolean isAdded = theirs != null && !inLog.contains(theirs);
    if (isLeftOut && isAdded && log.size() == shown.size())
      return new Difference(Kind.DIFFERENT, at + 1, ours, theirs);
    if (isLeftOut) return new Difference(Kind.MISSING, at + 1, ours, null);
    if (isAdded) return new Difference(Kind.SUPERFLUOUS, at + 1, null, theirs);
    if (ours == null || theirs == null)
      return new Difference(ours == null ? Kind.SUPERFLUOUS : Kind.MISSING, at + 1, ours, theirs);
    return new Difference(Kind.ORDER, at + 1, ours, theirs);
  }
}
