package org.sunshineledger.api.board;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.projections.reconciliation.CheckResult;

/**
 * A piece of a relation between published figures as it is written.
 *
 * @param claim the id it is, or null for what stands between
 */
record RelationPart(String text, @Nullable String claim) {

  private static final Pattern WORD = Pattern.compile("[A-Za-z]\\d+");

  static List<RelationPart> of(CheckResult result) {
    return of(result.check().relation(), result.claims());
  }

  /**
   * @param claims ids that it names; no other word is one
   */
  static List<RelationPart> of(String relation, Collection<String> claims) {
    List<RelationPart> parts = new ArrayList<>();
    Matcher word = WORD.matcher(relation);
    int end = 0;
    while (word.find()) {
      if (!claims.contains(word.group())) continue;
      if (word.start() > end)
        parts.add(new RelationPart(relation.substring(end, word.start()), null));
      parts.add(new RelationPart(word.group(), word.group()));
      end = word.end();
    }
    if (end < relation.length()) parts.add(new RelationPart(relation.substring(end), null));
    return parts;
  }
}
