package org.sunshineledger.api.orders;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Texts;

/**
 * {@code If-Match} of an order (RFC 9110 section 13.1.1): for which versions of its stream it is
 * meant. A weak tag, or one that is no version, is the tag of no stream.
 *
 * @param any {@code *}: whichever version, but the stream must be there
 */
record IfMatch(boolean any, Set<Long> versions) {

  /** An entity tag as section 8.8.3 has it, then the comma before the next, or the end. */
  private static final Pattern TAG =
      Pattern.compile("\\G[ \\t]*(W/)?\"([\\x21\\x23-\\x7e]*)\"[ \\t]*(,|$)");

  private static final Pattern VERSION = Pattern.compile("0|[1-9]\\d{0,17}");

  IfMatch {
    versions = Set.copyOf(versions);
  }

  /** The tag of a version, e.g. {@code "3"}, with its quotation marks. */
  static String tag(long version) {
    return "\"" + version + "\"";
  }

  /**
   * Null for a request that names no version.
   *
   * @throws Faulty when the header is neither a star nor a list of tags
   */
  static @Nullable IfMatch of(HttpServletRequest request, Texts texts) {
    List<String> headers = Collections.list(request.getHeaders(HttpHeaders.IF_MATCH));
    if (headers.isEmpty()) return null;
    String header = String.join(",", headers).strip();
    if (header.equals("*")) return new IfMatch(true, Set.of());
    Set<Long> versions = new HashSet<>();
    Matcher tag = TAG.matcher(header);
    boolean more = true;
    while (more) {
      if (!tag.find()) throw Faulty.malformed("If-Match", texts.of("malformed.wrong-form"));
      boolean isStrong = tag.group(1) == null;
      if (isStrong && VERSION.matcher(tag.group(2)).matches())
        versions.add(Long.valueOf(tag.group(2)));
      more = tag.group(3).equals(",");
    }
    if (tag.end() != header.length())
      throw Faulty.malformed("If-Match", texts.of("malformed.wrong-form"));
    return new IfMatch(false, versions);
  }
}
