package org.sunshineledger.projections.reconciliation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a claim is about.
 *
 * @param name without the year at its end
 * @param year e.g. 2016 of {@code persons.exit_target.2016}; null where none is named
 */
record Metric(String name, @Nullable Integer year) {

  private static final Pattern OF_YEAR = Pattern.compile("(.+)\\.(20\\d\\d)");

  static Metric of(String text) {
    Matcher dated = OF_YEAR.matcher(text);
    return dated.matches()
        ? new Metric(dated.group(1), Integer.valueOf(dated.group(2)))
        : new Metric(text, null);
  }

  /** {@code villages} of {@code share_of_county.poor_villages}. */
  String lastWord() {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return last.substring(last.lastIndexOf('_') + 1);
  }
}
