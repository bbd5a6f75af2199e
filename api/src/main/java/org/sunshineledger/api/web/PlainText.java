package org.sunshineledger.api.web;

import java.util.regex.Pattern;

/** What text must be like before it may become part of a fact, which stays for ever. */
public final class PlainText {

  /** GB 11643: 17 digits and a digit or X, not within a longer number. */
  private static final Pattern ID_NUMBER = Pattern.compile("(?<!\\d)\\d{17}[\\dXx](?!\\d)");

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private PlainText() {}

  /** Control characters and half surrogate pairs have no place in a fact and none in PostgreSQL. */
  public static boolean isPrintable(String text) {
    return text.codePoints()
        .noneMatch(c ->
            Character.getType(c) == Character.CONTROL
                || Character.getType(c) == Character.SURROGATE);
  }

  /** Whether something in the text looks like the number of an identity card; a digest does not. */
  public static boolean holdsIdNumber(String text) {
    return !DIGEST.matcher(text).matches() && ID_NUMBER.matcher(text).find();
  }
}
